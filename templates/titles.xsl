<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- Titles, headings and qalam's own words, where they are said again: all that
     the EPUB's contents and package need of a text. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml">

<xsl:variable name="brief" select="/brief"/>
<xsl:variable name="meta" select="/brief/meta"/>

<xsl:key name="word" match="word" use="@name"/>

<!-- Language and direction, where they change. -->
<!-- And the line in the source, while an editor looks on (qalam watch). -->
<xsl:template name="language">
  <xsl:copy-of select="@lang|@dir|@data-line"/>
  <xsl:if test="@anchor"><xsl:attribute name="id"><xsl:value-of select="@anchor"/></xsl:attribute></xsl:if>
</xsl:template>

<!-- One of qalam's own words. -->
<xsl:template name="word">
  <xsl:param name="name"/>
  <xsl:for-each select="key('word', $name)">
    <xsl:choose>
      <xsl:when test="@lang">
        <span><xsl:call-template name="language"/><xsl:value-of select="."/></span>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:for-each>
</xsl:template>

<!-- A title or heading said again elsewhere: with its languages, without its
     notes and links. -->
<xsl:template match="ref|image|source" mode="again"/>
<xsl:template match="br" mode="again"/> <!-- a space follows it -->
<xsl:template match="link" mode="again"><xsl:apply-templates mode="again"/></xsl:template>
<xsl:template match="em|strong|strike|sup|sub|span|code" mode="again">
  <span><xsl:call-template name="language"/><xsl:apply-templates mode="again"/></span>
</xsl:template>

<!-- Title and subtitle in one line: for <title>, citations, contents. Those
     of the brief, or of another meta. -->
<xsl:template name="full-title">
  <xsl:param name="of" select="$meta"/>
  <xsl:variable name="title" select="normalize-space($of/title[@chosen])"/>
  <xsl:value-of select="$title"/>
  <xsl:if test="$of/subtitle[@chosen]">
    <xsl:call-template name="title-colon"><xsl:with-param name="of" select="$of"/></xsl:call-template>
    <xsl:value-of select="normalize-space($of/subtitle[@chosen])"/>
  </xsl:if>
</xsl:template>
<xsl:template match="*" mode="directed">
  <xsl:choose>
    <xsl:when test="@directed"><xsl:value-of select="@directed"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="normalize-space()"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>
<!-- The same for a place without markup or direction, such as a window. -->
<xsl:template name="directed-title">
  <xsl:param name="of" select="$meta"/>
  <xsl:apply-templates select="$of/title[@chosen]" mode="directed"/>
  <xsl:if test="$of/subtitle[@chosen]">
    <xsl:call-template name="title-colon"><xsl:with-param name="of" select="$of"/></xsl:call-template>
    <xsl:for-each select="$of/subtitle[@chosen]">
      <xsl:variable name="turns" select="string(@dir) != string($of/title[@chosen]/@dir)"/>
      <xsl:if test="$turns">
        <xsl:choose>
          <xsl:when test="(@dir|$brief/@dir)[last()] = 'rtl'">&#x2067;</xsl:when>
          <xsl:otherwise>&#x2066;</xsl:otherwise>
        </xsl:choose>
      </xsl:if>
      <xsl:apply-templates select="." mode="directed"/>
      <xsl:if test="$turns">&#x2069;</xsl:if>
    </xsl:for-each>
  </xsl:if>
</xsl:template>
<!-- The same within a text. -->
<xsl:template name="isolated-title">
  <xsl:for-each select="$meta/title[@chosen]"><bdi dir="{(@dir|$brief/@dir)[last()]}"><xsl:call-template name="language"/><xsl:apply-templates mode="again"/></bdi></xsl:for-each>
  <xsl:if test="$meta/subtitle[@chosen]">
    <xsl:call-template name="title-colon"/>
    <xsl:for-each select="$meta/subtitle[@chosen]"><bdi dir="{(@dir|$brief/@dir)[last()]}"><xsl:call-template name="language"/><xsl:apply-templates mode="again"/></bdi></xsl:for-each>
  </xsl:if>
</xsl:template>
<!-- Between title and subtitle: nothing more where the title ends in a mark. -->
<xsl:template name="title-colon">
  <xsl:param name="of" select="$meta"/>
  <xsl:variable name="title" select="normalize-space($of/title[@chosen])"/>
  <xsl:if test="not(contains('?!.:&#x61F;&#x6D4;…', substring($title, string-length($title))))">:</xsl:if>
  <xsl:text> </xsl:text>
</xsl:template>

</xsl:stylesheet>
