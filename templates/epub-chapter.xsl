<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- All content documents of the EPUB: one file element each, which holds an
     html element and says under which name it is written. A note stands in the
     file that first refers to it, so that reading systems can show it there. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops">
<xsl:import href="common.xsl"/>

<xsl:variable name="pictures" select="'images/'"/>
<xsl:variable name="heading-shift" select="1"/>
<xsl:key name="notes-of" match="note" use="@part"/>

<xsl:template name="language">
  <xsl:copy-of select="@lang|@dir"/>
  <xsl:if test="@lang"><xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
  <xsl:if test="@anchor"><xsl:attribute name="id"><xsl:value-of select="@anchor"/></xsl:attribute></xsl:if>
</xsl:template>

<xsl:template match="/brief">
  <files xmlns="">
    <xsl:call-template name="cover"/>
    <xsl:call-template name="title-page"/>
    <xsl:apply-templates select="body/section" mode="file"/>
    <xsl:call-template name="authors"/>
    <xsl:call-template name="imprint"/>
  </files>
</xsl:template>

<!-- ===== A file ===== -->

<xsl:template name="file">
  <xsl:param name="part"/>
  <xsl:param name="title"/>
  <xsl:param name="matter" select="'bodymatter'"/>
  <xsl:param name="content"/>
  <file xmlns="" name="{$part}.xhtml">
    <html xmlns="http://www.w3.org/1999/xhtml" lang="{$brief/@lang}" xml:lang="{$brief/@lang}" dir="{$brief/@dir}">
      <head>
        <meta charset="utf-8"/>
        <title><xsl:value-of select="$title"/></title>
        <link rel="stylesheet" type="text/css" href="epub.css"/>
      </head>
      <xsl:text>&#10;</xsl:text>
      <body epub:type="{$matter}">
        <xsl:copy-of select="$content"/>
        <xsl:variable name="notes" select="key('notes-of', $part)"/>
        <xsl:if test="$notes"><xsl:text>&#10;</xsl:text><hr class="notes"/></xsl:if>
        <xsl:apply-templates select="$notes"/>
      </body>
    </html>
  </file>
</xsl:template>

<xsl:template name="cover">
  <xsl:variable name="title"><xsl:call-template name="full-title"/></xsl:variable>
  <xsl:call-template name="file">
    <xsl:with-param name="part" select="'cover'"/>
    <xsl:with-param name="title" select="$title"/>
    <xsl:with-param name="matter" select="'cover'"/>
    <xsl:with-param name="content">
      <section epub:type="cover">
        <p class="cover"><img role="doc-cover" src="cover.svg" alt="{key('word', 'cover')}: {$title}"/></p>
      </section>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<xsl:template name="title-page">
  <xsl:call-template name="file">
    <xsl:with-param name="part" select="'title'"/>
    <xsl:with-param name="title"><xsl:call-template name="directed-title"/></xsl:with-param>
    <xsl:with-param name="matter" select="'frontmatter'"/>
    <xsl:with-param name="content">
      <section epub:type="titlepage">
        <xsl:for-each select="$meta/series[@chosen]">
          <p class="kicker">
            <xsl:apply-templates select="." mode="isolated"/>
          </p>
        </xsl:for-each>
        <h1>
          <xsl:for-each select="$meta/title[@chosen]"><xsl:call-template name="language"/><xsl:apply-templates select="." mode="phrase"/></xsl:for-each>
        </h1>
        <xsl:for-each select="$meta/subtitle[@chosen]">
          <p class="subtitle" role="doc-subtitle"><xsl:call-template name="language"/><xsl:apply-templates select="." mode="phrase"/></p>
        </xsl:for-each>
        <xsl:if test="$meta/author/name"><p class="authors"><xsl:call-template name="author-line"/></p></xsl:if>
        <xsl:if test="$meta/kind or $meta/date"><p class="date">
          <xsl:for-each select="$meta/kind[@chosen]|$meta/number|$meta/date">
            <xsl:if test="position() > 1"> · </xsl:if>
            <xsl:choose>
              <xsl:when test="self::date"><bdi dir="{$brief/@dir}"><xsl:call-template name="year"/></bdi></xsl:when>
            <xsl:when test="self::number"><xsl:call-template name="word"><xsl:with-param name="name" select="'number'"/></xsl:call-template>&#xA0;<bdi><xsl:value-of select="."/></bdi></xsl:when>
              <xsl:otherwise><xsl:apply-templates select="." mode="isolated"/></xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </p></xsl:if>
      </section>
      <xsl:for-each select="$meta/abstract[@chosen]">
        <xsl:text>&#10;</xsl:text>
        <section class="abstract" epub:type="abstract" role="doc-abstract" aria-label="{key('word', 'abstract')}">
          <xsl:apply-templates select="." mode="blocks"/>
        </section>
      </xsl:for-each>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<xsl:template match="section" mode="file">
  <xsl:call-template name="file">
    <xsl:with-param name="part" select="@part"/>
    <xsl:with-param name="title">
      <xsl:choose>
        <xsl:when test="heading"><xsl:apply-templates select="heading" mode="directed"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="directed-title"/></xsl:otherwise>
      </xsl:choose>
    </xsl:with-param>
    <xsl:with-param name="content">
      <section epub:type="chapter" role="doc-chapter">
        <xsl:if test="@role"><xsl:attribute name="class"><xsl:value-of select="@role"/></xsl:attribute></xsl:if>
        <xsl:choose>
          <xsl:when test="heading"><xsl:attribute name="aria-labelledby"><xsl:value-of select="heading/@id"/></xsl:attribute></xsl:when>
          <xsl:otherwise>
            <xsl:attribute name="aria-label"><xsl:call-template name="full-title"/></xsl:attribute>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="recommendations-title"/>
        <xsl:apply-templates/>
      </section>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<xsl:template name="authors">
  <xsl:variable name="people" select="$meta/author[biography or role or affiliation or email or orcid]"/>
  <xsl:variable name="word">
    <xsl:choose>
      <xsl:when test="not($people)">how_to_cite</xsl:when>
      <xsl:when test="count($people) = 1">about_the_author</xsl:when>
      <xsl:otherwise>about_the_authors</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:call-template name="file">
    <xsl:with-param name="part" select="'authors'"/>
    <xsl:with-param name="title" select="key('word', $word)"/>
    <xsl:with-param name="matter" select="'backmatter'"/>
    <xsl:with-param name="content">
      <section class="people">
        <h1 id="{key('anchor', 'authors')/@id}"><xsl:call-template name="word"><xsl:with-param name="name" select="$word"/></xsl:call-template></h1>
        <xsl:if test="$people">
          <xsl:apply-templates select="$meta/author"/>
          <h2 id="{key('anchor', 'cite')/@id}"><xsl:call-template name="word"><xsl:with-param name="name" select="'how_to_cite'"/></xsl:call-template></h2>
        </xsl:if>
        <xsl:call-template name="citation"/>
      </section>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<xsl:template name="imprint">
  <xsl:call-template name="file">
    <xsl:with-param name="part" select="'imprint'"/>
    <xsl:with-param name="title" select="key('word', 'imprint')"/>
    <xsl:with-param name="matter" select="'backmatter'"/>
    <xsl:with-param name="content">
      <section class="imprint" epub:type="copyright-page">
        <h1 id="{key('anchor', 'imprint')/@id}"><xsl:call-template name="word"><xsl:with-param name="name" select="'imprint'"/></xsl:call-template></h1>
        <xsl:for-each select="/brief/theme/logo[@alt]">
          <p class="logo"><img src="{$pictures}{@src}" alt="{@alt}" width="{@width}" height="{@height}"/></p>
        </xsl:for-each>
        <xsl:call-template name="imprint-lines"/>
        <xsl:if test="$meta/organisation">
          <h2><xsl:call-template name="word"><xsl:with-param name="name" select="'published_by'"/></xsl:call-template></h2>
          <xsl:apply-templates select="$meta/organisation"/>
        </xsl:if>
        <xsl:for-each select="$meta/disclaimer[@chosen]">
          <h2><xsl:call-template name="word"><xsl:with-param name="name" select="'disclaimer'"/></xsl:call-template></h2>
          <xsl:apply-templates select="." mode="blocks"/>
        </xsl:for-each>
        <p><xsl:call-template name="word"><xsl:with-param name="name" select="'typeset_with'"/></xsl:call-template></p>
      </section>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<!-- ===== Links between files ===== -->

<xsl:template match="link[@target]" mode="href">
  <xsl:variable name="part" select="key('target', @target)/ancestor::*[@part][1]/@part"/>
  <xsl:if test="$part != ancestor::*[@part][1]/@part"><xsl:value-of select="$part"/>.xhtml</xsl:if>
  <xsl:text>#</xsl:text><xsl:value-of select="@target"/>
</xsl:template>

<!-- A book has no folder around it: what is not on the web leads nowhere. -->
<xsl:template match="link[@href and not(@book or starts-with(@href, 'http:') or starts-with(@href, 'https:') or starts-with(@href, 'mailto:') or starts-with(@href, 'tel:'))]">
  <span><xsl:call-template name="language"/><xsl:apply-templates/></span>
</xsl:template>

<!-- Another brief is a book of its own. -->
<xsl:template match="link[@book]" mode="href"><xsl:value-of select="@book"/></xsl:template>

<xsl:template match="link[@note]" mode="href" priority="1">
  <xsl:if test="@part != ancestor::*[@part][1]/@part"><xsl:value-of select="@part"/>.xhtml</xsl:if>
  <xsl:text>#</xsl:text><xsl:value-of select="@note"/>
</xsl:template>

<xsl:template match="ref" mode="href">
  <xsl:if test="@part != ancestor::*[@part][1]/@part"><xsl:value-of select="@part"/>.xhtml</xsl:if>
  <xsl:text>#</xsl:text><xsl:value-of select="@target"/>
</xsl:template>

<!-- Isolated by its direction: «۲۰۲۱.» and its note's ۱ are two numbers, not one
     (UAX #9 W4). -->
<xsl:template match="ref" mode="call">
  <a class="noteref" id="{@id}" epub:type="noteref" role="doc-noteref" dir="{$brief/@dir}">
    <xsl:attribute name="href"><xsl:apply-templates select="." mode="href"/></xsl:attribute>
    <xsl:value-of select="@number"/>
  </a>
</xsl:template>

<!-- ===== Notes ===== -->

<xsl:template match="note">
  <xsl:text>&#10;</xsl:text>
  <aside id="{@id}" epub:type="footnote" role="doc-footnote">
    <xsl:if test="not(*[1][self::p][not(@lang or @dir)])">
      <p class="number"><xsl:apply-templates select="." mode="backlink"/></p>
    </xsl:if>
    <xsl:apply-templates/>
  </aside>
</xsl:template>
<!-- A note of another direction turns by itself: its number stays at the
     brief's start side (docs/design.md#notes). -->
<xsl:template match="note[@lang or @dir]" priority="1">
  <xsl:text>&#10;</xsl:text>
  <aside id="{@id}" epub:type="footnote" role="doc-footnote">
    <p class="number"><xsl:apply-templates select="." mode="backlink"/></p>
    <div><xsl:call-template name="language"/><xsl:apply-templates/></div>
  </aside>
</xsl:template>

<xsl:template match="note[not(@lang or @dir)]/p[not(preceding-sibling::*) and not(@lang or @dir)]">
  <p><xsl:call-template name="language"/><xsl:apply-templates select=".." mode="backlink"/><xsl:text> </xsl:text><xsl:apply-templates/></p>
</xsl:template>

<xsl:template match="note" mode="backlink">
  <xsl:variable name="calls" select="key('reference', @id)"/>
  <xsl:variable name="call" select="($calls[not(@again)][1]|$calls[1][not($calls[not(@again)])])[1]"/>
  <xsl:variable name="from" select="$call/ancestor::*[@part][1]/@part"/>
  <a class="number" role="doc-backlink" aria-label="{@number}: {key('word', 'back_to_text')}">
    <xsl:attribute name="href">
      <xsl:if test="$from != @part"><xsl:value-of select="$from"/>.xhtml</xsl:if>
      <xsl:text>#</xsl:text><xsl:value-of select="$call/@id"/>
    </xsl:attribute>
    <xsl:value-of select="@number"/>
  </a>
</xsl:template>

</xsl:stylesheet>
