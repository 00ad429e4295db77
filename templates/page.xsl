<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The web page of one brief. Parameters: stem (its name without ending,
     escaped for a URL); index and feed (URLs of the site's in this language, or empty), base (true where the
     program knows the page's address, and makes whole what must be); theme (the
     name of the sheet that the brief's look adds, or empty). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml">
<xsl:import href="common.xsl"/>

<xsl:param name="stem" select="''"/>
<xsl:param name="index" select="''"/>
<xsl:param name="feed" select="''"/>
<xsl:param name="base" select="false()"/>
<xsl:param name="theme" select="''"/>

<xsl:variable name="text" select="string(key('anchor', 'text')/@id)"/>
<xsl:variable name="notes" select="string(key('anchor', 'notes')/@id)"/>

<xsl:template match="/brief">
  <html lang="{@lang}" dir="{@dir}">
    <xsl:text>&#10;</xsl:text>
    <head><xsl:call-template name="head"/></head>
    <xsl:text>&#10;</xsl:text>
    <body>
      <a class="skip" href="#{$text}"><xsl:call-template name="word"><xsl:with-param name="name" select="'skip_to_text'"/></xsl:call-template></a>
      <xsl:text>&#10;</xsl:text>
      <xsl:if test="$meta/series or $meta/edition or theme/logo or $index != ''">
        <xsl:call-template name="bar"/>
        <xsl:text>&#10;</xsl:text>
      </xsl:if>
      <main>
        <article>
          <xsl:call-template name="hero"/>
          <xsl:text>&#10;</xsl:text>
          <div class="wrap columns">
            <xsl:call-template name="rail"/>
            <xsl:text>&#10;</xsl:text>
            <div class="text" id="{$text}" tabindex="-1">
              <xsl:call-template name="text"/>
            </div>
          </div>
        </article>
      </main>
      <xsl:text>&#10;</xsl:text>
      <xsl:call-template name="footer"/>
    </body>
  </html>
</xsl:template>

<!-- ===== Head ===== -->

<xsl:template name="head">
  <meta charset="utf-8"/>
  <meta name="viewport" content="width=device-width, initial-scale=1"/>
  <title><xsl:for-each select="$meta/title[@chosen]"><xsl:call-template name="language"/></xsl:for-each><xsl:call-template name="directed-title"/></title>
  <link rel="stylesheet" href="assets/qalam.css"/>
  <xsl:if test="$theme != ''"><link rel="stylesheet" href="assets/{$theme}"/></xsl:if>
  <xsl:variable name="description">
    <xsl:choose>
      <xsl:when test="$meta/abstract[@chosen]"><xsl:value-of select="normalize-space($meta/abstract[@chosen])"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space(/brief/body//p[1])"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="title"><xsl:call-template name="full-title"/></xsl:variable>
  <meta name="description" content="{$description}"/>
  <xsl:for-each select="$meta/author/name[@chosen]"><meta name="author" content="{normalize-space()}"/></xsl:for-each>
  <meta name="generator" content="qalam"/>
  <meta property="og:type" content="article"/>
  <xsl:variable name="directed"><xsl:call-template name="directed-title"/></xsl:variable>
  <meta property="og:title" content="{$directed}"/>
  <meta property="og:description" content="{$description}"/>
  <xsl:for-each select="$meta/series[@chosen]"><meta property="og:site_name" content="{normalize-space()}"/></xsl:for-each>
  <xsl:call-template name="highwire"><xsl:with-param name="title" select="$title"/></xsl:call-template>
  <!-- Every edition, this one too; where no language fits, the original. -->
  <xsl:for-each select="$meta/edition[@href or @current]">
    <xsl:variable name="page"><xsl:call-template name="page-of-edition"/></xsl:variable>
    <link rel="alternate" hreflang="{@lang}" href="{$page}"/>
    <xsl:if test="@original"><link rel="alternate" hreflang="x-default" href="{$page}"/></xsl:if>
  </xsl:for-each>
  <xsl:for-each select="/brief/files/output"><link rel="alternate" type="{@type}" href="{@href}"/></xsl:for-each>
  <xsl:call-template name="neighbours"/>
  <!-- Filled by the program, which knows how JSON is quoted. -->
  <script type="application/ld+json"/>
</xsl:template>

<!-- Where else the text is, and what it is part of. -->
<xsl:template name="neighbours">
  <xsl:if test="$base"><link rel="canonical" href="{$stem}.html"/></xsl:if>
  <xsl:if test="$index != ''"><link rel="up" href="{$index}"/></xsl:if>
  <xsl:if test="$feed != ''"><link rel="alternate" type="application/atom+xml" href="{$feed}"/></xsl:if>
</xsl:template>

<!-- What scholarly indexes read (docs/standards.md#discovery). -->
<xsl:template name="highwire">
  <xsl:param name="title"/>
  <meta name="citation_title" content="{$title}"/>
  <xsl:for-each select="$meta/author/name[@chosen]"><meta name="citation_author" content="{normalize-space()}"/></xsl:for-each>
  <xsl:variable name="date" select="($meta/date-gregorian|$meta/date)[last()]"/>
  <xsl:if test="$date"><meta name="citation_publication_date" content="{translate($date/@iso, '-', '/')}"/></xsl:if>
  <meta name="citation_language" content="{/brief/@lang}"/>
  <xsl:for-each select="$meta/publisher[@chosen]"><meta name="citation_publisher" content="{normalize-space()}"/></xsl:for-each>
  <xsl:for-each select="$meta/organisation/name[1]"><meta name="citation_technical_report_institution" content="{normalize-space()}"/></xsl:for-each>
  <xsl:if test="$meta/number"><meta name="citation_technical_report_number" content="{$meta/number}"/></xsl:if>
  <xsl:if test="$meta/doi"><meta name="citation_doi" content="{$meta/doi}"/></xsl:if>
  <xsl:if test="$meta/isbn"><meta name="citation_isbn" content="{$meta/isbn}"/></xsl:if>
  <xsl:if test="$meta/issn"><meta name="citation_issn" content="{$meta/issn}"/></xsl:if>
  <xsl:variable name="subjects" select="$meta/keyword[@chosen]|$meta/subject[@chosen]"/>
  <xsl:if test="$subjects">
    <xsl:variable name="list"><xsl:for-each select="$subjects"><xsl:if test="position() > 1">, </xsl:if><xsl:value-of select="normalize-space()"/></xsl:for-each></xsl:variable>
    <meta name="keywords" content="{$list}"/>
  </xsl:if>
  <xsl:for-each select="$subjects"><meta name="citation_keywords" content="{normalize-space()}"/></xsl:for-each>
  <xsl:for-each select="/brief/files/output[@type = 'application/pdf']"><meta name="citation_pdf_url" content="{@href}"/></xsl:for-each>
</xsl:template>

<xsl:template name="page-of-edition">
  <xsl:choose>
    <xsl:when test="@current"><xsl:value-of select="$stem"/>.html</xsl:when>
    <xsl:otherwise><xsl:value-of select="@href"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- ===== Bar, hero, rail ===== -->

<xsl:template name="bar">
  <header class="bar">
    <div class="wrap">
      <p class="home">
        <xsl:apply-templates select="/brief/theme/logo"/>
        <xsl:for-each select="$meta/series[@chosen]">
          <xsl:if test="not(/brief/theme/logo)"><span class="nuqta"/></xsl:if>
          <xsl:choose>
            <xsl:when test="$index != ''"><a href="{$index}"><xsl:apply-templates select="." mode="isolated"/></a></xsl:when>
            <xsl:otherwise><xsl:apply-templates select="." mode="isolated"/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
        <xsl:if test="$index != '' and not($meta/series)">
          <span class="nuqta"/><a href="{$index}"><xsl:call-template name="word"><xsl:with-param name="name" select="'all_briefs'"/></xsl:call-template></a>
        </xsl:if>
      </p>
      <xsl:if test="$meta/edition">
        <nav aria-label="{key('word', 'languages')}">
          <ul class="languages">
            <xsl:apply-templates select="$meta/edition"/>
          </ul>
        </nav>
      </xsl:if>
    </div>
  </header>
</xsl:template>

<!-- The series stands beside its logo: where that is called the same, it has
     no words of its own. -->
<xsl:template match="theme/logo">
  <img src="{$pictures}{@src}" width="{@width}" height="{@height}">
    <xsl:attribute name="alt"><xsl:if test="string(@alt) != normalize-space($meta/series[@chosen])"><xsl:value-of select="@alt"/></xsl:if></xsl:attribute>
  </img>
</xsl:template>

<xsl:template match="edition[@href]">
  <li><a href="{@href}" hreflang="{@lang}"><xsl:call-template name="language"/><xsl:value-of select="."/></a></li>
</xsl:template>
<xsl:template match="edition[@current]" priority="2">
  <li><a href="{$stem}.html" hreflang="{@lang}" aria-current="page"><xsl:call-template name="language"/><xsl:value-of select="."/></a></li>
</xsl:template>
<xsl:template match="edition"/>

<xsl:template name="hero">
  <header class="hero">
    <div class="wrap">
      <xsl:if test="$meta/kind or $meta/date"><p class="kicker">
        <xsl:for-each select="$meta/kind[@chosen]|$meta/number|$meta/date">
          <xsl:if test="position() > 1"> · </xsl:if>
          <xsl:choose>
            <xsl:when test="self::date"><bdi dir="{$brief/@dir}"><xsl:call-template name="year"/></bdi></xsl:when>
            <xsl:when test="self::number"><xsl:call-template name="word"><xsl:with-param name="name" select="'number'"/></xsl:call-template>&#xA0;<bdi><xsl:value-of select="."/></bdi></xsl:when>
            <xsl:otherwise><xsl:apply-templates select="." mode="isolated"/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </p></xsl:if>
      <h1>
        <xsl:for-each select="$meta/title[@chosen]"><xsl:call-template name="language"/><xsl:apply-templates select="." mode="phrase"/></xsl:for-each>
      </h1>
      <xsl:for-each select="$meta/subtitle[@chosen]">
        <p class="subtitle" role="doc-subtitle"><xsl:call-template name="language"/><xsl:apply-templates select="." mode="phrase"/></p>
      </xsl:for-each>
      <xsl:if test="$meta/author/name"><p class="authors"><xsl:call-template name="author-line"/></p></xsl:if>
    </div>
  </header>
</xsl:template>

<!-- A file beside the page. -->
<xsl:template match="output">
  <a class="button" href="{@href}" type="{@type}">
    <xsl:if test="@paged"><xsl:attribute name="class">button primary</xsl:attribute></xsl:if>
    <span><xsl:value-of select="@label"/></span>
    <xsl:if test="@pages"><small><xsl:value-of select="@pages"/><xsl:text> </xsl:text><xsl:call-template name="word"><xsl:with-param name="name" select="'pages'"/></xsl:call-template></small></xsl:if>
  </a>
</xsl:template>

<!-- The contents stand twice, and the sheet shows one: open beside the text
     where there is room, folded above it where there is none. -->
<xsl:template name="rail">
  <div class="rail">
    <xsl:if test="/brief/files/output">
      <div class="downloads">
        <h2 class="label"><xsl:call-template name="word"><xsl:with-param name="name" select="'downloads'"/></xsl:call-template></h2>
        <div class="buttons">
          <xsl:apply-templates select="/brief/files/output"/>
        </div>
      </div>
    </xsl:if>
    <xsl:if test="/brief/body/section/heading">
      <nav class="contents" aria-label="{key('word', 'contents')}">
        <h2 class="label"><xsl:call-template name="word"><xsl:with-param name="name" select="'contents'"/></xsl:call-template></h2>
        <xsl:call-template name="contents-list"/>
      </nav>
      <details class="contents">
        <summary><xsl:call-template name="word"><xsl:with-param name="name" select="'contents'"/></xsl:call-template></summary>
        <xsl:call-template name="contents-list"/>
      </details>
    </xsl:if>
  </div>
</xsl:template>

<xsl:template name="contents-list">
  <ol>
    <xsl:for-each select="/brief/body/section/heading">
      <li><a href="#{@id}"><xsl:call-template name="language"/><xsl:apply-templates mode="again"/></a></li>
    </xsl:for-each>
  </ol>
</xsl:template>

<!-- ===== The text ===== -->

<xsl:template name="text">
  <xsl:for-each select="$meta/abstract[@chosen]">
    <section class="abstract" role="doc-abstract" aria-label="{key('word', 'abstract')}">
      <xsl:apply-templates select="." mode="blocks"/>
    </section>
  </xsl:for-each>
  <xsl:apply-templates select="/brief/body/node()"/>
  <xsl:text>&#10;</xsl:text>
  <xsl:call-template name="authors"/>
  <xsl:text>&#10;</xsl:text>
  <section class="cite">
    <h2 class="label" id="{key('anchor', 'cite')/@id}"><xsl:call-template name="word"><xsl:with-param name="name" select="'how_to_cite'"/></xsl:call-template></h2>
    <xsl:call-template name="citation"/>
  </section>
  <xsl:text>&#10;</xsl:text>
  <xsl:call-template name="notes"/>
</xsl:template>

<!-- A bullet ends the text before the recommendations. -->
<xsl:variable name="ends" select="(/brief/body/section[@role][1]/preceding-sibling::section[1]|/brief/body[not(section/@role)]/section[last()])[heading]/@part"/>
<xsl:template match="body/section[heading][not(@role)]">
  <section>
    <xsl:if test="@part = $ends"><xsl:attribute name="class">last</xsl:attribute></xsl:if>
    <xsl:apply-templates/>
  </section>
</xsl:template>

<xsl:template match="table">
  <div class="scroll" role="region" tabindex="0">
    <xsl:if test="count(row[1]/cell) > 5"><xsl:attribute name="class">scroll wide</xsl:attribute></xsl:if>
    <xsl:choose>
      <xsl:when test="caption"><xsl:attribute name="aria-labelledby"><xsl:value-of select="@id"/></xsl:attribute></xsl:when>
      <xsl:otherwise>
        <xsl:attribute name="aria-label"><xsl:value-of select="key('word', 'table')"/><xsl:text> </xsl:text>(<xsl:value-of select="@index"/>)</xsl:attribute>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-imports/>
  </div>
</xsl:template>

<xsl:template name="authors">
  <xsl:if test="$meta/author[biography or role or affiliation or email or orcid]">
    <section class="people">
      <h2 class="label" id="{key('anchor', 'authors')/@id}">
        <xsl:call-template name="word">
          <xsl:with-param name="name"><xsl:choose>
            <xsl:when test="count($meta/author) = 1">about_the_author</xsl:when>
            <xsl:otherwise>about_the_authors</xsl:otherwise>
          </xsl:choose></xsl:with-param>
        </xsl:call-template>
      </h2>
      <xsl:apply-templates select="$meta/author"/>
    </section>
  </xsl:if>
</xsl:template>

<xsl:template name="notes">
  <xsl:if test="/brief/notes/note">
    <section class="notes" role="doc-endnotes" aria-labelledby="{$notes}">
      <h2 class="label" id="{$notes}"><xsl:call-template name="word"><xsl:with-param name="name" select="'notes'"/></xsl:call-template></h2>
      <xsl:choose>
        <xsl:when test="/brief/notes/note/@section">
          <xsl:apply-templates select="/brief/notes/note" mode="sections"/>
        </xsl:when>
        <xsl:otherwise>
          <ol><xsl:apply-templates select="/brief/notes/note"/></ol>
        </xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:if>
</xsl:template>

<!-- Where sections number their own notes, the list has their headings too. -->
<xsl:key name="notes-of" match="note" use="string(@section)"/>
<xsl:template match="note" mode="sections">
  <xsl:if test="not(preceding-sibling::note[1]) or string(@section) != string(preceding-sibling::note[1]/@section)">
    <xsl:for-each select="key('heading', @section)">
      <h3>
        <xsl:call-template name="language"/>
        <xsl:apply-templates select="node()" mode="again"/>
      </h3>
    </xsl:for-each>
    <ol><xsl:apply-templates select="key('notes-of', string(@section))"/></ol>
  </xsl:if>
</xsl:template>

<!-- The number leads back to where the note is first called; where it is
     called again, an arrow each leads there. -->
<xsl:template match="note">
  <xsl:variable name="calls" select="key('reference', @id)"/>
  <xsl:variable name="first" select="($calls[not(@again)][1]|$calls[1][not($calls[not(@again)])])[1]"/>
  <xsl:variable name="number" select="@number"/>
  <li id="{@id}">
    <xsl:if test="$calls">
      <a class="number" role="doc-backlink" href="#{$first/@id}" aria-label="{@number}: {key('word', 'back_to_text')}"><xsl:value-of select="@number"/></a>
    </xsl:if>
    <div class="note">
      <xsl:call-template name="language"/>
      <xsl:apply-templates/>
      <xsl:if test="count($calls) > 1">
        <p class="again">
          <xsl:for-each select="$calls[@id != $first/@id]">
            <a role="doc-backlink" href="#{@id}" aria-label="{$number}: {key('word', 'back_to_text')} ({position() + 1})">↩</a>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </p>
      </xsl:if>
    </div>
  </li>
  <xsl:text>&#10;</xsl:text>
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
        <h2 class="label" id="{key('anchor', 'imprint')/@id}"><xsl:call-template name="word"><xsl:with-param name="name" select="'imprint'"/></xsl:call-template></h2>
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
