<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The EPUB's package document (EPUB 3.3 section 5). Parameter: fonts
     (names of the embedded ones without ending, a space between them). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.idpf.org/2007/opf"
    xmlns:dc="http://purl.org/dc/elements/1.1/">
<xsl:import href="titles.xsl"/>

<xsl:param name="fonts" select="''"/>
<xsl:key name="image" match="image[@src]|logo" use="@src"/>

<!-- What of the brief is drawn, and whether all of it has words. -->
<xsl:variable name="drawn" select="/brief/body//image[@src]|/brief/notes//image[@src]|$meta//*[@chosen]//image[@src]|$meta/organisation/image|/brief/theme/logo[@alt]"/>

<!-- A metadata text, with its language where it is not the edition's. -->
<xsl:template name="property">
  <xsl:if test="@lang"><xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
  <xsl:copy-of select="@dir"/>
  <xsl:value-of select="normalize-space()"/>
</xsl:template>

<xsl:template match="/brief">
  <package version="3.0" unique-identifier="identifier" xml:lang="{@lang}" dir="{@dir}">
    <metadata>
      <xsl:call-template name="dublin-core"/>
      <xsl:call-template name="series"/>
      <xsl:call-template name="accessibility"/>
    </metadata>
    <manifest><xsl:call-template name="manifest"/></manifest>
    <spine page-progression-direction="{@dir}">
      <itemref idref="cover" linear="no"/>
      <itemref idref="title"/>
      <itemref idref="nav"/>
      <xsl:for-each select="body/section"><itemref idref="{@part}"/></xsl:for-each>
      <itemref idref="authors"/>
      <itemref idref="imprint"/>
    </spine>
  </package>
</xsl:template>

<xsl:template name="dublin-core">
  <dc:identifier id="identifier"><xsl:value-of select="$meta/identifier"/></dc:identifier>
  <dc:title id="title-main"><xsl:for-each select="$meta/title[@chosen]"><xsl:call-template name="property"/></xsl:for-each></dc:title>
  <meta refines="#title-main" property="title-type">main</meta>
  <xsl:for-each select="$meta/subtitle[@chosen]">
    <dc:title id="title-sub"><xsl:call-template name="property"/></dc:title>
    <meta refines="#title-sub" property="title-type">subtitle</meta>
  </xsl:for-each>
  <dc:language><xsl:value-of select="@lang"/></dc:language>
  <meta property="dcterms:modified"><xsl:value-of select="$meta/modified"/></meta>
  <xsl:for-each select="($meta/date|$meta/date-gregorian)[last()]"><dc:date><xsl:value-of select="@iso"/></dc:date></xsl:for-each>
  <xsl:for-each select="$meta/author/name[@chosen]">
    <dc:creator id="author-{position()}"><xsl:call-template name="property"/></dc:creator>
    <meta refines="#author-{position()}" property="role" scheme="marc:relators">aut</meta>
  </xsl:for-each>
  <xsl:for-each select="$meta/publisher[@chosen]|$meta/organisation[not($meta/publisher)]/name[1]">
    <dc:publisher><xsl:call-template name="property"/></dc:publisher>
  </xsl:for-each>
  <xsl:for-each select="$meta/abstract[@chosen]"><dc:description><xsl:call-template name="property"/></dc:description></xsl:for-each>
  <xsl:for-each select="$meta/keyword[@chosen]|$meta/subject[@chosen]"><dc:subject><xsl:call-template name="property"/></dc:subject></xsl:for-each>
  <xsl:for-each select="$meta/licence[@chosen]|$meta/copyright[@chosen]"><dc:rights><xsl:call-template name="property"/></dc:rights></xsl:for-each>
</xsl:template>

<xsl:template name="series">
  <xsl:for-each select="$meta/series[@chosen]">
    <meta property="belongs-to-collection" id="series"><xsl:call-template name="property"/></meta>
    <meta refines="#series" property="collection-type">series</meta>
    <xsl:variable name="number" select="translate($meta/number, '۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩', '01234567890123456789')"/>
    <xsl:if test="$number != '' and translate($number, '0123456789', '') = ''">
      <meta refines="#series" property="group-position"><xsl:value-of select="$number"/></meta>
    </xsl:if>
  </xsl:for-each>
</xsl:template>

<!-- EPUB Accessibility 1.1 section 2: no more than is true. -->
<xsl:template name="accessibility">
  <xsl:variable name="silent" select="$drawn[not(@alt)]"/>
  <meta property="schema:accessMode">textual</meta>
  <xsl:if test="$drawn"><meta property="schema:accessMode">visual</meta></xsl:if>
  <xsl:choose>
    <xsl:when test="$silent"><meta property="schema:accessModeSufficient">textual,visual</meta></xsl:when>
    <xsl:otherwise><meta property="schema:accessModeSufficient">textual</meta></xsl:otherwise>
  </xsl:choose>
  <meta property="schema:accessibilityFeature">structuralNavigation</meta>
  <meta property="schema:accessibilityFeature">tableOfContents</meta>
  <meta property="schema:accessibilityFeature">readingOrder</meta>
  <meta property="schema:accessibilityFeature">displayTransformability</meta>
  <xsl:if test="$drawn and not($silent)"><meta property="schema:accessibilityFeature">alternativeText</meta></xsl:if>
  <meta property="schema:accessibilityHazard">none</meta>
  <meta property="schema:accessibilitySummary" xml:lang="en" dir="ltr">
    <xsl:text>Reflowable text with headings, a table of contents and linked notes.</xsl:text>
    <xsl:choose>
      <xsl:when test="$silent"> Some pictures have no alternative text.</xsl:when>
      <xsl:when test="$drawn"> All pictures have alternative text.</xsl:when>
    </xsl:choose>
  </meta>
</xsl:template>

<!-- ===== Files ===== -->

<xsl:template name="manifest">
  <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
  <item id="style" href="epub.css" media-type="text/css"/>
  <item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
  <xsl:call-template name="chapter"><xsl:with-param name="part" select="'cover'"/></xsl:call-template>
  <xsl:call-template name="chapter"><xsl:with-param name="part" select="'title'"/></xsl:call-template>
  <xsl:for-each select="body/section">
    <xsl:call-template name="chapter"><xsl:with-param name="part" select="@part"/></xsl:call-template>
  </xsl:for-each>
  <xsl:call-template name="chapter"><xsl:with-param name="part" select="'authors'"/></xsl:call-template>
  <xsl:call-template name="chapter"><xsl:with-param name="part" select="'imprint'"/></xsl:call-template>
  <xsl:for-each select="$drawn[count(.|key('image', @src)[1]) = 1]">
    <item id="image-{position()}" href="images/{@src}">
      <xsl:attribute name="media-type">
        <xsl:choose>
          <xsl:when test="contains(@src, '.png')">image/png</xsl:when>
          <xsl:when test="contains(@src, '.jpg')">image/jpeg</xsl:when>
          <xsl:otherwise>image/svg+xml</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
    </item>
  </xsl:for-each>
  <xsl:call-template name="fonts"><xsl:with-param name="names" select="$fonts"/></xsl:call-template>
</xsl:template>

<xsl:template name="chapter">
  <xsl:param name="part"/>
  <item id="{$part}" href="{$part}.xhtml" media-type="application/xhtml+xml">
    <!-- EPUB 3.3, 5.6.2: a file with SVG in it says so. -->
    <!-- So does one with MathML. -->
    <xsl:variable name="in-part" select="/brief/body/section[@part = $part]|/brief//note[@part = $part]|/brief/meta[$part = 'title']"/>
    <xsl:choose>
      <xsl:when test="$in-part//drawing and $in-part//formula"><xsl:attribute name="properties">mathml svg</xsl:attribute></xsl:when>
      <xsl:when test="$in-part//formula"><xsl:attribute name="properties">mathml</xsl:attribute></xsl:when>
      <xsl:when test="$in-part//drawing"><xsl:attribute name="properties">svg</xsl:attribute></xsl:when>
    </xsl:choose>
  </item>
</xsl:template>
<xsl:template name="fonts">
  <xsl:param name="names"/>
  <xsl:if test="$names != ''">
    <xsl:variable name="name" select="substring-before(concat($names, ' '), ' ')"/>
    <item id="font-{$name}" href="fonts/{$name}.ttf" media-type="font/ttf"/>
    <xsl:call-template name="fonts"><xsl:with-param name="names" select="substring-after($names, ' ')"/></xsl:call-template>
  </xsl:if>
</xsl:template>

</xsl:stylesheet>
