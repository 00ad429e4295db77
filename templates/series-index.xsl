<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The index page of a series in one language. README.md describes the tree
     (series) that it is given. Without script: the pages of the languages are
     the filter by language. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml">
<xsl:import href="common.xsl"/>

<xsl:param name="theme" select="''"/>

<xsl:variable name="brief" select="/series"/>
<xsl:variable name="meta" select="/series/meta"/>
<xsl:variable name="here" select="/series/page[@current]"/>
<xsl:variable name="text" select="string(key('anchor', 'text')/@id)"/>

<xsl:key name="about" match="set" use="brief/meta/subject/@id"/>

<xsl:template match="/series">
  <html lang="{@lang}" dir="{@dir}">
    <xsl:text>&#10;</xsl:text>
    <head><xsl:call-template name="head"/></head>
    <xsl:text>&#10;</xsl:text>
    <body>
      <a class="skip" href="#{$text}"><xsl:call-template name="word"><xsl:with-param name="name" select="'skip_to_text'"/></xsl:call-template></a>
      <xsl:text>&#10;</xsl:text>
      <xsl:call-template name="bar"/>
      <xsl:text>&#10;</xsl:text>
      <main>
        <xsl:call-template name="hero"/>
        <xsl:text>&#10;</xsl:text>
        <div class="wrap briefs" id="{$text}" tabindex="-1">
          <xsl:call-template name="briefs"/>
          <xsl:call-template name="others"/>
          <xsl:call-template name="subjects"/>
        </div>
      </main>
      <xsl:text>&#10;</xsl:text>
      <xsl:call-template name="footer"/>
    </body>
  </html>
</xsl:template>

<xsl:template name="head">
  <meta charset="utf-8"/>
  <meta name="viewport" content="width=device-width, initial-scale=1"/>
  <title><xsl:for-each select="$meta/title[@chosen]"><xsl:call-template name="language"/></xsl:for-each><xsl:call-template name="directed-title"/></title>
  <link rel="stylesheet" href="assets/qalam.css"/>
  <link rel="stylesheet" href="assets/series.css"/>
  <xsl:if test="$theme != ''"><link rel="stylesheet" href="assets/{$theme}"/></xsl:if>
  <xsl:if test="$meta/abstract[@chosen]"><meta name="description" content="{normalize-space($meta/abstract[@chosen])}"/></xsl:if>
  <meta name="generator" content="qalam"/>
  <meta property="og:type" content="website"/>
  <meta property="og:title"><xsl:attribute name="content"><xsl:call-template name="directed-title"/></xsl:attribute></meta>
  <xsl:if test="/series/@base"><link rel="canonical" href="{$here/@href}"/></xsl:if>
  <xsl:if test="count(/series/page) > 1">
    <xsl:for-each select="/series/page"><link rel="alternate" hreflang="{@lang}" href="{@href}"/></xsl:for-each>
    <xsl:if test="/series/@base"><link rel="alternate" hreflang="x-default" href="{/series/page[1]/@href}"/></xsl:if>
  </xsl:if>
  <link rel="alternate" type="application/atom+xml" href="{$here/@feed}"/>
</xsl:template>

<!-- ===== Bar and hero ===== -->

<xsl:template name="bar">
  <header class="bar">
    <div class="wrap">
      <p class="home"><span class="nuqta"/><xsl:apply-templates select="$meta/title[@chosen]" mode="isolated"/></p>
      <div class="menu">
        <a href="{$here/@feed}" type="application/atom+xml"><xsl:call-template name="word"><xsl:with-param name="name" select="'feed'"/></xsl:call-template></a>
        <xsl:if test="count(/series/page) > 1">
          <nav aria-label="{key('word', 'languages')}">
            <ul class="languages"><xsl:apply-templates select="/series/page"/></ul>
          </nav>
        </xsl:if>
      </div>
    </div>
  </header>
</xsl:template>

<xsl:template match="page">
  <li>
    <a href="{@href}" hreflang="{@lang}">
      <xsl:if test="@current"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
      <xsl:call-template name="language"/>
      <xsl:value-of select="."/>
    </a>
  </li>
</xsl:template>

<xsl:template name="hero">
  <header class="hero">
    <div class="wrap">
      <p class="kicker"><xsl:call-template name="word"><xsl:with-param name="name" select="'series'"/></xsl:call-template></p>
      <h1>
        <xsl:for-each select="$meta/title[@chosen]"><xsl:call-template name="language"/><xsl:apply-templates select="." mode="phrase"/></xsl:for-each>
      </h1>
      <xsl:for-each select="$meta/abstract[@chosen]">
        <div class="aim"><xsl:apply-templates select="." mode="blocks"/></div>
      </xsl:for-each>
    </div>
  </header>
</xsl:template>

<!-- ===== Briefs ===== -->

<xsl:template name="briefs">
  <xsl:if test="/series/set">
    <section aria-labelledby="briefs">
      <h2 class="label" id="briefs"><xsl:call-template name="word"><xsl:with-param name="name" select="'all_briefs'"/></xsl:call-template></h2>
      <ul class="rows"><xsl:apply-templates select="/series/set"/></ul>
    </section>
  </xsl:if>
</xsl:template>

<xsl:template match="set">
  <xsl:text>&#10;</xsl:text>
  <li class="row">
    <div class="cover"/>
    <div class="what"><xsl:apply-templates select="brief"/></div>
    <xsl:if test="edition[output]">
      <table class="editions" aria-label="{key('word', 'languages')}">
        <tbody><xsl:apply-templates select="edition[output]"/></tbody>
      </table>
    </xsl:if>
  </li>
</xsl:template>

<xsl:template match="brief">
  <h3><xsl:call-template name="title-link"/></h3>
  <xsl:for-each select="meta/subtitle">
    <p class="beneath"><xsl:call-template name="language"/><xsl:apply-templates select="." mode="phrase"/></p>
  </xsl:for-each>
  <xsl:call-template name="byline"/>
  <xsl:for-each select="meta/lead">
    <p class="lead"><xsl:call-template name="language"/><xsl:apply-templates/></p>
  </xsl:for-each>
  <xsl:if test="meta/subject">
    <p class="by">
      <xsl:for-each select="meta/subject">
        <xsl:if test="position() > 1"><xsl:value-of select="$comma"/></xsl:if>
        <xsl:apply-templates select="." mode="isolated"/>
      </xsl:for-each>
    </p>
  </xsl:if>
</xsl:template>

<!-- To the web page, else to what there is. -->
<xsl:template name="title-link">
  <xsl:choose>
    <xsl:when test="output"><a href="{output[1]/@href}"><xsl:call-template name="title-words"/></a></xsl:when>
    <xsl:otherwise><span><xsl:call-template name="title-words"/></span></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- Inside an element that takes the title's language. -->
<xsl:template name="title-words">
  <xsl:for-each select="meta/title"><xsl:call-template name="language"/><xsl:apply-templates select="." mode="phrase"/></xsl:for-each>
  <xsl:if test="not(meta/title)"><xsl:value-of select="@href"/></xsl:if>
</xsl:template>

<xsl:template name="byline">
  <p class="by">
    <xsl:call-template name="author-line"><xsl:with-param name="of" select="meta"/></xsl:call-template>
    <xsl:for-each select="meta/kind|meta/number|meta/date">
      <xsl:if test="position() > 1 or ../author/name"> · </xsl:if>
      <xsl:choose>
        <xsl:when test="self::date"><bdi dir="{$brief/@dir}"><xsl:call-template name="year"><xsl:with-param name="of" select=".."/></xsl:call-template></bdi></xsl:when>
        <xsl:when test="self::number"><xsl:call-template name="word"><xsl:with-param name="name" select="'number'"/></xsl:call-template>&#xA0;<bdi><xsl:value-of select="."/></bdi></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="." mode="isolated"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </p>
</xsl:template>

<xsl:template match="edition">
  <tr>
    <th scope="row"><span><xsl:call-template name="language"/><xsl:value-of select="."/></span></th>
    <td>
      <xsl:for-each select="output">
        <xsl:choose>
          <xsl:when test="@web"><a href="{@href}" hreflang="{../@lang}"><xsl:call-template name="word"><xsl:with-param name="name" select="'web'"/></xsl:call-template></a></xsl:when>
          <xsl:otherwise><xsl:text> </xsl:text><a href="{@href}" hreflang="{../@lang}" type="{@type}"><xsl:value-of select="@label"/></a></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </td>
  </tr>
</xsl:template>

<!-- ===== What is not on this page, and by subject ===== -->

<xsl:template name="others">
  <xsl:if test="/series/page[@others]">
    <section aria-labelledby="others">
      <h2 class="label" id="others"><xsl:call-template name="word"><xsl:with-param name="name" select="'in_other_languages'"/></xsl:call-template></h2>
      <ul class="plain">
        <xsl:for-each select="/series/page[@others]">
          <li><a href="{@href}" hreflang="{@lang}"><xsl:call-template name="language"/><xsl:value-of select="."/></a><xsl:text> </xsl:text><bdi>(<xsl:value-of select="@others"/>)</bdi></li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:if>
</xsl:template>

<xsl:template name="subjects">
  <xsl:if test="/series/subject[key('about', @id)]">
    <section aria-labelledby="subjects">
      <h2 class="label" id="subjects"><xsl:call-template name="word"><xsl:with-param name="name" select="'subjects'"/></xsl:call-template></h2>
      <xsl:for-each select="/series/subject[key('about', @id)]">
        <h3 class="subject"><xsl:call-template name="language"/><xsl:value-of select="."/></h3>
        <ul class="plain">
          <xsl:for-each select="key('about', @id)/brief"><li><xsl:call-template name="title-link"/></li></xsl:for-each>
        </ul>
      </xsl:for-each>
    </section>
  </xsl:if>
</xsl:template>

<!-- ===== Footer ===== -->

<xsl:template name="footer">
  <footer class="foot">
    <div class="wrap">
      <xsl:if test="$meta/organisation">
        <section>
          <h2 class="label"><xsl:call-template name="word"><xsl:with-param name="name" select="'published_by'"/></xsl:call-template></h2>
          <xsl:apply-templates select="$meta/organisation"/>
        </section>
      </xsl:if>
      <section>
        <h2 class="label"><xsl:call-template name="word"><xsl:with-param name="name" select="'imprint'"/></xsl:call-template></h2>
        <xsl:call-template name="imprint-lines"/>
        <p><xsl:call-template name="word"><xsl:with-param name="name" select="'typeset_with'"/></xsl:call-template></p>
      </section>
      <xsl:for-each select="$meta/disclaimer[@chosen]">
        <section>
          <h2 class="label"><xsl:call-template name="word"><xsl:with-param name="name" select="'disclaimer'"/></xsl:call-template></h2>
          <xsl:apply-templates select="." mode="blocks"/>
        </section>
      </xsl:for-each>
    </div>
  </footer>
</xsl:template>

</xsl:stylesheet>
