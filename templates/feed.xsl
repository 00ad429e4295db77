<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The Atom feed (RFC 4287) of a series in one language, from the tree that
     series-index.xsl is given. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/2005/Atom">
<xsl:import href="titles.xsl"/>

<xsl:variable name="brief" select="/series"/>
<xsl:variable name="meta" select="/series/meta"/>
<xsl:variable name="here" select="/series/page[@current]"/>

<xsl:template match="/series">
  <feed xml:lang="{@lang}">
    <xsl:if test="@base"><xsl:attribute name="xml:base"><xsl:value-of select="@base"/></xsl:attribute></xsl:if>
    <id><xsl:value-of select="@id"/></id>
    <title><xsl:for-each select="$meta/title[@chosen]"><xsl:call-template name="lang"/></xsl:for-each><xsl:call-template name="directed-title"/></title>
    <xsl:for-each select="$meta/abstract[@chosen]">
      <subtitle><xsl:call-template name="lang"/><xsl:apply-templates select="." mode="directed"/></subtitle>
    </xsl:for-each>
    <updated><xsl:value-of select="@updated"/></updated>
    <link rel="self" type="application/atom+xml" href="{$here/@feed}"/>
    <link rel="alternate" type="text/html" hreflang="{@lang}" href="{$here/@href}"/>
    <author><xsl:call-template name="publisher"/></author>
    <xsl:call-template name="rights"><xsl:with-param name="of" select="$meta"/></xsl:call-template>
    <generator>qalam</generator>
    <xsl:apply-templates select="set/brief[output]"/>
  </feed>
</xsl:template>

<xsl:template name="lang">
  <xsl:if test="@lang"><xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
</xsl:template>

<!-- Who answers for entries that name no author. -->
<xsl:template name="publisher">
  <name>
    <xsl:choose>
      <xsl:when test="$meta/publisher[@chosen]"><xsl:value-of select="normalize-space($meta/publisher[@chosen])"/></xsl:when>
      <xsl:when test="$meta/organisation[name]"><xsl:value-of select="normalize-space(($meta/organisation[name][1]/name[not(@lang)]|$meta/organisation[name][1][not(name[not(@lang)])]/name)[1])"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space($meta/title[@chosen])"/></xsl:otherwise>
    </xsl:choose>
  </name>
  <xsl:for-each select="$meta[not(publisher)]/organisation[name][1][@href]"><uri><xsl:value-of select="@href"/></uri></xsl:for-each>
</xsl:template>

<xsl:template name="rights">
  <xsl:param name="of"/>
  <xsl:for-each select="$of/licence[@chosen]">
    <rights><xsl:call-template name="lang"/><xsl:apply-templates select="." mode="directed"/></rights>
  </xsl:for-each>
</xsl:template>

<xsl:template match="brief">
  <entry>
    <id><xsl:value-of select="@id"/></id>
    <title>
      <xsl:for-each select="meta/title"><xsl:call-template name="lang"/></xsl:for-each>
      <xsl:call-template name="directed-title"><xsl:with-param name="of" select="meta"/></xsl:call-template>
    </title>
    <xsl:for-each select="meta/published"><published><xsl:value-of select="."/></published></xsl:for-each>
    <updated><xsl:value-of select="meta/modified"/></updated>
    <xsl:for-each select="meta/author/name"><author><name><xsl:value-of select="normalize-space()"/></name></author></xsl:for-each>
    <xsl:call-template name="links"/>
    <xsl:for-each select="meta/subject"><category term="{@id}" label="{normalize-space()}"/></xsl:for-each>
    <xsl:for-each select="meta/kind"><category term="{normalize-space()}"/></xsl:for-each>
    <xsl:call-template name="rights"><xsl:with-param name="of" select="meta"/></xsl:call-template>
    <xsl:for-each select="meta/abstract">
      <summary><xsl:call-template name="lang"/><xsl:value-of select="."/></summary>
    </xsl:for-each>
  </entry>
</xsl:template>

<!-- An entry without content has an alternate (4.1.2): the page, else what
     there is. The files that one can take along are enclosures. -->
<xsl:template name="links">
  <xsl:variable name="lang" select="@lang"/>
  <xsl:for-each select="output[@web]"><link rel="alternate" type="{@type}" hreflang="{$lang}" href="{@href}"/></xsl:for-each>
  <xsl:for-each select="output[not(@web)]">
    <xsl:if test="not(../output/@web)"><link rel="alternate" type="{@type}" hreflang="{$lang}" href="{@href}"/></xsl:if>
    <link rel="enclosure" type="{@type}" hreflang="{$lang}" href="{@href}">
      <xsl:if test="@bytes"><xsl:attribute name="length"><xsl:value-of select="@bytes"/></xsl:attribute></xsl:if>
    </link>
  </xsl:for-each>
  <xsl:for-each select="../edition[not(@current)]/output[@web]">
    <link rel="related" type="{@type}" hreflang="{../@lang}" href="{@href}" title="{..}"/>
  </xsl:for-each>
</xsl:template>

</xsl:stylesheet>
