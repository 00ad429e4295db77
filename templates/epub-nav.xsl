<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The EPUB's navigation document: contents and landmarks. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops">
<xsl:import href="titles.xsl"/>

<xsl:template name="language">
  <xsl:copy-of select="@lang|@dir"/>
  <xsl:if test="@lang"><xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
</xsl:template>

<xsl:template match="/brief">
  <html lang="{@lang}" xml:lang="{@lang}" dir="{@dir}">
    <head>
      <meta charset="utf-8"/>
      <title><xsl:value-of select="key('word', 'contents')"/></title>
      <link rel="stylesheet" type="text/css" href="epub.css"/>
    </head>
    <body epub:type="frontmatter">
      <nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">
        <h1 id="toc-title"><xsl:call-template name="word"><xsl:with-param name="name" select="'contents'"/></xsl:call-template></h1>
        <ol>
          <li><a href="title.xhtml"><xsl:call-template name="isolated-title"/></a></li>
          <xsl:apply-templates select="body/section[heading]" mode="toc"/>
          <li><a href="authors.xhtml"><xsl:call-template name="word"><xsl:with-param name="name">
            <xsl:variable name="people" select="$meta/author[biography or role or affiliation or email or orcid]"/>
            <xsl:choose>
              <xsl:when test="not($people)">how_to_cite</xsl:when>
              <xsl:when test="count($people) = 1">about_the_author</xsl:when>
              <xsl:otherwise>about_the_authors</xsl:otherwise>
            </xsl:choose>
          </xsl:with-param></xsl:call-template></a></li>
          <li><a href="imprint.xhtml"><xsl:call-template name="word"><xsl:with-param name="name" select="'imprint'"/></xsl:call-template></a></li>
        </ol>
      </nav>
      <nav epub:type="landmarks" id="landmarks" hidden="hidden" aria-labelledby="landmarks-title">
        <h2 id="landmarks-title"><xsl:call-template name="word"><xsl:with-param name="name" select="'contents'"/></xsl:call-template></h2>
        <ol>
          <li><a epub:type="cover" href="cover.xhtml"><xsl:call-template name="word"><xsl:with-param name="name" select="'cover'"/></xsl:call-template></a></li>
          <li><a epub:type="toc" href="#toc"><xsl:call-template name="word"><xsl:with-param name="name" select="'contents'"/></xsl:call-template></a></li>
          <xsl:if test="body/section">
            <li><a epub:type="bodymatter" href="{body/section[1]/@part}.xhtml"><xsl:call-template name="isolated-title"/></a></li>
          </xsl:if>
        </ol>
      </nav>
    </body>
  </html>
</xsl:template>

<xsl:template match="section" mode="toc">
  <xsl:variable name="part" select="ancestor-or-self::section[@part]/@part"/>
  <li>
    <a>
      <xsl:attribute name="href">
        <xsl:value-of select="$part"/>.xhtml<xsl:if test="not(@part)">#<xsl:value-of select="heading/@id"/></xsl:if>
      </xsl:attribute>
      <xsl:for-each select="heading"><xsl:call-template name="language"/></xsl:for-each>
      <xsl:apply-templates select="heading/node()" mode="again"/>
    </a>
    <xsl:if test="section[heading]"><ol><xsl:apply-templates select="section[heading]" mode="toc"/></ol></xsl:if>
  </li>
</xsl:template>

</xsl:stylesheet>
