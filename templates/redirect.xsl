<?xml version="1.0" encoding="UTF-8"?>
<!-- A page that has moved: readers without script are led on at once, search
     engines forget the old address. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:output method="xml" omit-xml-declaration="yes"/>

<xsl:template match="/redirect">
  <html lang="{@lang}" dir="{@dir}">
    <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="robots" content="noindex"/>
      <meta http-equiv="refresh" content="0; url={@to}"/>
      <link rel="canonical" href="{@to}"/>
      <title><xsl:value-of select="@word"/></title>
    </head>
    <body>
      <main><h1><a href="{@to}"><xsl:value-of select="@word"/></a></h1></main>
    </body>
  </html>
</xsl:template>

</xsl:stylesheet>
