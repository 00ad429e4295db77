<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- What the web page and the EPUB chapters share: every element of a brief's
     text. README.md describes the vocabulary that is matched here. A sheet
     that imports this one may override any template and any variable. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml">
<xsl:include href="titles.xsl"/>
<xsl:include href="drawing.xsl"/>

<xsl:variable name="pictures" select="'assets/'"/>
<!-- The title is h1 on the web page; in a chapter the section's heading is. -->
<xsl:variable name="heading-shift" select="0"/>
<xsl:variable name="comma">
  <xsl:choose>
    <xsl:when test="$brief/@script = 'arabic'">&#x60C; </xsl:when>
    <xsl:otherwise>, </xsl:otherwise>
  </xsl:choose>
</xsl:variable>

<xsl:key name="anchor" match="anchor" use="@name"/>
<xsl:key name="heading" match="heading" use="@id"/>
<!-- What links in the text lead to: headings, and what the author named. -->
<xsl:key name="target" match="heading" use="@id"/>
<xsl:key name="target" match="*[@anchor]" use="@anchor"/>
<xsl:key name="target" match="figure[@id]|table[@id]" use="@id"/>
<xsl:key name="meant" match="link[@target]" use="@target"/>
<xsl:key name="reference" match="ref" use="@target"/>

<!-- A title or a name among other words: isolated, so that its letters order
     nothing around it. -->
<xsl:template match="*" mode="isolated">
  <bdi dir="{(@dir|$brief/@dir)[last()]}"><xsl:call-template name="language"/><xsl:apply-templates select="." mode="phrase"/></bdi>
</xsl:template>

<!-- A text as a run of inlines, whether it was written as a phrase or as
     paragraphs. -->
<xsl:template match="*" mode="phrase">
  <xsl:for-each select="node()">
    <xsl:choose>
      <xsl:when test="self::p">
        <xsl:if test="preceding-sibling::p"><xsl:text> </xsl:text></xsl:if>
        <xsl:apply-templates/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:for-each>
</xsl:template>

<!-- A text as blocks. -->
<xsl:template match="*" mode="blocks">
  <div>
    <xsl:call-template name="language"/>
    <xsl:choose>
      <xsl:when test="p|list|terms|quote|table|figure|box|division|code-block">
        <xsl:apply-templates/>
      </xsl:when>
      <xsl:otherwise><p><xsl:apply-templates/></p></xsl:otherwise>
    </xsl:choose>
  </div>
</xsl:template>

<!-- ===== Blocks ===== -->

<xsl:template match="section">
  <section>
    <xsl:if test="@role"><xsl:attribute name="class"><xsl:value-of select="@role"/></xsl:attribute></xsl:if>
    <xsl:apply-templates/>
  </section>
</xsl:template>
<xsl:template match="section[not(heading)]">
  <div><xsl:apply-templates/></div>
</xsl:template>
<xsl:template match="section[not(heading)][@role]" priority="1">
  <section class="{@role}">
    <xsl:call-template name="recommendations-title"/>
    <xsl:apply-templates/>
  </section>
</xsl:template>
<!-- Recommendations and key messages that the author gave no title. -->
<xsl:template name="recommendations-title">
  <xsl:if test="@role = 'recommendations' and not(heading)">
    <xsl:element name="h{2 - $heading-shift}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:attribute name="class">label</xsl:attribute>
      <xsl:call-template name="word"><xsl:with-param name="name" select="'recommendations'"/></xsl:call-template>
    </xsl:element>
  </xsl:if>
</xsl:template>

<xsl:template match="heading">
  <xsl:element name="h{@level - $heading-shift}" namespace="http://www.w3.org/1999/xhtml">
    <xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute>
    <xsl:call-template name="language"/>
    <xsl:apply-templates/>
  </xsl:element>
</xsl:template>

<xsl:template match="p">
  <p><xsl:call-template name="language"/><xsl:apply-templates/></p>
</xsl:template>

<xsl:template match="list">
  <ul>
    <xsl:if test="@marked"><xsl:attribute name="class">marked</xsl:attribute></xsl:if>
    <xsl:call-template name="language"/>
    <xsl:apply-templates select="item"/>
  </ul>
</xsl:template>
<xsl:template match="list[@ordered]">
  <ol>
    <xsl:copy-of select="@start"/>
    <xsl:call-template name="language"/>
    <xsl:apply-templates select="item"/>
  </ol>
</xsl:template>
<!-- Recommendations are numbered, whatever marks they were written with. -->
<xsl:template match="section[@role = 'recommendations']/list[not(@ordered)]|box[@kind = 'recommendations']/list[not(@ordered)]">
  <xsl:variable name="before" select="count(preceding-sibling::list[not(@ordered)]/item)"/>
  <ol>
    <xsl:if test="$before"><xsl:attribute name="start"><xsl:value-of select="$before + 1"/></xsl:attribute></xsl:if>
    <xsl:call-template name="language"/>
    <xsl:apply-templates select="item"/>
  </ol>
</xsl:template>
<xsl:template match="item">
  <li>
    <xsl:call-template name="language"/>
    <xsl:if test="@task">
      <xsl:attribute name="class">task</xsl:attribute>
      <xsl:choose>
        <xsl:when test="@task = 'done'">&#x2611; </xsl:when>
        <xsl:otherwise>&#x2610; </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
    <xsl:apply-templates/>
  </li>
</xsl:template>
<!-- A tight list's paragraphs are lines, not paragraphs. -->
<xsl:template match="list[@tight]/item/p[not(@lang or @dir or @anchor)]"><xsl:apply-templates/></xsl:template>

<xsl:template match="terms">
  <dl><xsl:call-template name="language"/><xsl:apply-templates/></dl>
</xsl:template>
<xsl:template match="term">
  <dt><xsl:call-template name="language"/><xsl:apply-templates/></dt>
</xsl:template>
<xsl:template match="meaning">
  <dd><xsl:call-template name="language"/><xsl:apply-templates/></dd>
</xsl:template>
<xsl:template match="meaning[count(*) = 1]/p[not(@lang or @dir or @anchor)]"><xsl:apply-templates/></xsl:template>

<xsl:template match="quote">
  <blockquote><xsl:call-template name="language"/><xsl:apply-templates/></blockquote>
</xsl:template>

<xsl:template match="code-block">
  <pre dir="ltr">
    <xsl:copy-of select="@data-line"/>
    <xsl:if test="@anchor"><xsl:attribute name="id"><xsl:value-of select="@anchor"/></xsl:attribute></xsl:if>
    <code><xsl:value-of select="."/></code></pre>
</xsl:template>

<xsl:template match="rule"><hr/></xsl:template>
<xsl:template match="page-break"/>

<!-- Verse: a paragraph is a line; couplets have two. -->
<xsl:template match="division[@verse]">
  <div class="{@verse}"><xsl:call-template name="language"/><xsl:apply-templates/></div>
</xsl:template>

<xsl:template match="division">
  <div><xsl:call-template name="language"/><xsl:apply-templates/></div>
</xsl:template>

<!-- A note, so that boxes are no landmarks: those would all need names. -->
<xsl:template match="box">
  <aside class="box {@kind}" role="note"><xsl:call-template name="language"/><xsl:apply-templates/></aside>
</xsl:template>
<!-- Recommendations and key messages are the text itself, not beside it. -->
<xsl:template match="box[@kind = 'recommendations' or @kind = 'key-messages']">
  <div class="box {@kind}">
    <xsl:call-template name="language"/>
    <xsl:if test="@kind = 'key-messages' and not(heading)">
      <p class="label"><xsl:call-template name="word"><xsl:with-param name="name" select="'key_messages'"/></xsl:call-template></p>
    </xsl:if>
    <xsl:apply-templates/>
  </div>
</xsl:template>

<!-- ===== Figures and tables ===== -->

<!-- “Figure 1.”, unless the author numbered the caption. -->
<xsl:template name="caption-label">
  <xsl:param name="word"/>
  <xsl:if test="@number and not(caption/@labelled)">
    <span class="caption-label">
      <xsl:call-template name="word"><xsl:with-param name="name" select="$word"/></xsl:call-template>
      <xsl:text>&#xA0;</xsl:text><xsl:value-of select="@number"/><xsl:text>.</xsl:text>
    </span>
    <xsl:text> </xsl:text>
  </xsl:if>
</xsl:template>

<xsl:template match="caption[@labelled]/strong[not(preceding-sibling::node())]">
  <span class="caption-label"><xsl:call-template name="language"/><xsl:apply-templates/></span>
</xsl:template>

<xsl:template match="figure">
  <figure>
    <xsl:if test="@wide"><xsl:attribute name="class">wide</xsl:attribute></xsl:if>
    <xsl:if test="key('meant', @id) and not(@anchor)"><xsl:copy-of select="@id"/></xsl:if>
    <xsl:call-template name="language"/>
    <xsl:apply-templates select="*[not(self::caption)]"/>
    <xsl:if test="chart or caption or @credit or @source">
      <figcaption>
        <xsl:if test="key('meant', @id) and @anchor"><xsl:copy-of select="@id"/></xsl:if>
        <xsl:for-each select="caption"><xsl:call-template name="language"/></xsl:for-each>
        <xsl:call-template name="caption-label"><xsl:with-param name="word" select="'figure'"/></xsl:call-template>
        <xsl:apply-templates select="caption/node()"/>
        <xsl:if test="@credit">
          <xsl:text> </xsl:text><bdi class="credit"><xsl:value-of select="@credit"/></bdi>
        </xsl:if>
        <xsl:if test="@source">
          <xsl:text> </xsl:text>
          <span class="credit">
            <xsl:call-template name="word"><xsl:with-param name="name" select="'source'"/></xsl:call-template>
            <xsl:text>: </xsl:text><bdi><xsl:value-of select="@source"/></bdi>
          </span>
        </xsl:if>
        <xsl:if test="chart"><xsl:call-template name="chart-data"/></xsl:if>
      </figcaption>
    </xsl:if>
  </figure>
</xsl:template>

<!-- A chart: the drawing, and its numbers under the caption. -->
<xsl:template match="chart"><xsl:apply-templates select="drawing"/></xsl:template>
<xsl:template name="chart-data">
  <details class="data">
    <summary><xsl:call-template name="word"><xsl:with-param name="name" select="'data'"/></xsl:call-template></summary>
    <xsl:apply-templates select="chart/table"/>
  </details>
</xsl:template>
<xsl:template match="image">
  <img src="{$pictures}{@src}" alt="{@alt}"><xsl:copy-of select="@width|@height|@title"/></img>
</xsl:template>
<!-- A picture that could not be had: its words stand in. -->
<xsl:template match="image[@missing]">
  <span class="missing"><xsl:value-of select="@alt"/></span>
</xsl:template>
<xsl:template match="image[@missing][not(@alt)]" priority="1"/>
<xsl:template match="figure[not(chart or caption or @credit)][not(image[@src or @alt])]" priority="1"/>
<xsl:template match="figure/image[@missing]">
  <p class="missing"><xsl:value-of select="@alt"/></p>
</xsl:template>

<xsl:template match="table">
  <table>
    <xsl:call-template name="language"/>
    <xsl:if test="caption">
      <caption>
        <xsl:copy-of select="@id"/>
        <xsl:for-each select="caption"><xsl:call-template name="language"/></xsl:for-each>
        <xsl:call-template name="caption-label"><xsl:with-param name="word" select="'table'"/></xsl:call-template>
        <xsl:apply-templates select="caption/node()"/>
      </caption>
    </xsl:if>
    <xsl:if test="row[@head]"><thead><xsl:apply-templates select="row[@head]"/></thead></xsl:if>
    <xsl:if test="row[not(@head or @foot)]"><tbody><xsl:apply-templates select="row[not(@head or @foot)]"/></tbody></xsl:if>
    <xsl:if test="row[@foot]"><tfoot><xsl:apply-templates select="row[@foot]"/></tfoot></xsl:if>
  </table>
</xsl:template>
<xsl:template match="row">
  <tr><xsl:apply-templates select="cell"/></tr>
</xsl:template>
<xsl:template match="cell">
  <td><xsl:call-template name="cell"/></td>
</xsl:template>
<xsl:template match="row[@head]/cell[node()]">
  <th scope="col"><xsl:call-template name="cell"/></th>
</xsl:template>
<xsl:template match="row[not(@head)]/cell[@head][node()]">
  <th scope="row"><xsl:call-template name="cell"/></th>
</xsl:template>
<xsl:template name="cell">
  <xsl:copy-of select="@colspan|@rowspan"/>
  <xsl:if test="@align or @inside-start or @inside-end">
    <xsl:attribute name="class">
      <xsl:if test="@align">align-<xsl:value-of select="@align"/></xsl:if>
      <xsl:if test="@align and (@inside-start or @inside-end)"><xsl:text> </xsl:text></xsl:if>
      <xsl:if test="@inside-start">inside-start</xsl:if>
      <xsl:if test="@inside-start and @inside-end"><xsl:text> </xsl:text></xsl:if>
      <xsl:if test="@inside-end">inside-end</xsl:if>
    </xsl:attribute>
  </xsl:if>
  <xsl:call-template name="language"/>
  <xsl:apply-templates/>
</xsl:template>

<!-- ===== Inlines ===== -->

<xsl:template match="em|strong|sup|sub">
  <xsl:element name="{local-name()}" namespace="http://www.w3.org/1999/xhtml">
    <xsl:call-template name="language"/><xsl:apply-templates/>
  </xsl:element>
</xsl:template>
<xsl:template match="strike">
  <s><xsl:call-template name="language"/><xsl:apply-templates/></s>
</xsl:template>
<xsl:template match="code"><code dir="ltr"><xsl:value-of select="."/></code></xsl:template>
<!-- A formula is read from left to right in a text of any direction. -->
<xsl:template match="formula">
  <xsl:element name="math" namespace="http://www.w3.org/1998/Math/MathML">
    <xsl:attribute name="dir">ltr</xsl:attribute>
    <xsl:attribute name="alttext"><xsl:value-of select="@words"/></xsl:attribute>
    <xsl:copy-of select="@display"/>
    <xsl:apply-templates mode="formula"/>
  </xsl:element>
</xsl:template>
<xsl:template match="*" mode="formula">
  <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
    <xsl:copy-of select="@*"/>
    <xsl:apply-templates mode="formula"/>
  </xsl:element>
</xsl:template>
<xsl:template match="br"><br/></xsl:template>
<!-- Words of a title that one line holds: always, and where there is room. -->
<xsl:template match="clause"><span class="clause"></span></xsl:template>
<xsl:template match="keep|phrase"><span class="{name()}"><xsl:apply-templates/></span></xsl:template>

<!-- In a run of both cases capitals stay, but for words in capitals. -->
<xsl:template name="small-caps">
  <xsl:if test="@small-caps">
    <xsl:attribute name="class">
      <xsl:if test="@small-caps = 'all'">all-</xsl:if>
      <xsl:text>small-caps</xsl:text>
    </xsl:attribute>
  </xsl:if>
</xsl:template>
<xsl:template match="capitals"><span class="all-small-caps"><xsl:apply-templates/></span></xsl:template>

<xsl:template match="span">
  <span>
    <xsl:call-template name="small-caps"/>
    <xsl:call-template name="language"/>
    <xsl:apply-templates/>
  </span>
</xsl:template>
<xsl:template match="span[@isolate]">
  <bdi>
    <xsl:call-template name="small-caps"/>
    <xsl:call-template name="language"/>
    <xsl:apply-templates/>
  </bdi>
</xsl:template>

<!-- Links do not nest: a note called within one is called after it. -->
<xsl:template match="link">
  <a>
    <xsl:attribute name="href"><xsl:apply-templates select="." mode="href"/></xsl:attribute>
    <xsl:copy-of select="@title"/>
    <xsl:call-template name="language"/>
    <!-- What shows an address is read left to right (docs/design.md#right-to-left). -->
    <xsl:if test="not(@dir) and (. = @href or concat('http://', .) = @href or concat('https://', .) = @href or concat('mailto:', .) = @href)">
      <xsl:attribute name="dir">ltr</xsl:attribute>
    </xsl:if>
    <xsl:apply-templates/>
  </a>
  <xsl:apply-templates select=".//ref" mode="call"/>
</xsl:template>
<xsl:template match="link[@target and not(key('target', @target))]|link//link">
  <span><xsl:call-template name="language"/><xsl:apply-templates/></span>
</xsl:template>
<xsl:template match="link" mode="href"><xsl:value-of select="@href"/></xsl:template>
<xsl:template match="link[@target]" mode="href">#<xsl:value-of select="@target"/></xsl:template>

<!-- The first words of a note that cites another: Ibid., Rubin 2020. -->
<xsl:template match="link[@note]" priority="1">
  <a class="cites">
    <xsl:attribute name="href"><xsl:apply-templates select="." mode="href"/></xsl:attribute>
    <xsl:call-template name="language"/>
    <xsl:apply-templates/>
  </a>
</xsl:template>
<xsl:template match="link[@note]" mode="href" priority="1">#<xsl:value-of select="@note"/></xsl:template>
<!-- The source that is meant: the editor's words, hence the brackets. -->
<xsl:template match="source">
  <xsl:text> </xsl:text>
  <span class="source-meant" lang="{$brief/@lang}" dir="{$brief/@dir}">
    <xsl:text>[</xsl:text>
    <xsl:value-of select="key('word', 'note')"/>
    <xsl:text>&#xA0;</xsl:text>
    <xsl:value-of select="@number"/>
    <xsl:text>: </xsl:text>
    <xsl:apply-templates/>
    <xsl:text>]</xsl:text>
  </span>
</xsl:template>

<xsl:template match="ref"><xsl:apply-templates select="." mode="call"/></xsl:template>
<xsl:template match="link//ref"/>
<xsl:template match="ref" mode="call">
  <a class="noteref" id="{@id}" role="doc-noteref" aria-label="{key('word', 'note')} {@number}">
    <xsl:attribute name="href"><xsl:apply-templates select="." mode="href"/></xsl:attribute>
    <xsl:value-of select="@number"/>
  </a>
</xsl:template>
<xsl:template match="ref" mode="href">#<xsl:value-of select="@target"/></xsl:template>

<!-- ===== Pieces that both have ===== -->

<xsl:template name="year">
  <xsl:param name="of" select="$meta"/>
  <xsl:value-of select="$of/date/@year"/>
  <xsl:if test="$of/date/@year and $of/date-gregorian/@year and $of/date/@year != $of/date-gregorian/@year"> / </xsl:if>
  <xsl:if test="not($of/date/@year = $of/date-gregorian/@year)"><xsl:value-of select="$of/date-gregorian/@year"/></xsl:if>
</xsl:template>

<xsl:template name="author-line">
  <xsl:param name="of" select="$meta"/>
  <xsl:for-each select="$of/author/name[@chosen]">
    <xsl:if test="position() > 1"><xsl:value-of select="$comma"/></xsl:if>
    <xsl:apply-templates select="." mode="isolated"/>
  </xsl:for-each>
</xsl:template>

<xsl:template match="author">
  <div class="person">
    <div class="who">
      <p class="name"><xsl:apply-templates select="name[@chosen]" mode="isolated"/></p>
      <xsl:for-each select="role[@chosen]|affiliation[@chosen]">
        <p class="role"><xsl:call-template name="language"/><xsl:apply-templates select="." mode="phrase"/></p>
      </xsl:for-each>
      <xsl:for-each select="orcid"><p class="role"><a dir="ltr" href="{@href}">ORCID <xsl:value-of select="."/></a></p></xsl:for-each>
      <xsl:for-each select="email"><p class="role"><a dir="ltr" href="{@href}"><xsl:value-of select="."/></a></p></xsl:for-each>
    </div>
    <xsl:apply-templates select="biography[@chosen]" mode="blocks"/>
  </div>
</xsl:template>

<!-- As the brief says it, else as the program built it for all outputs. -->
<xsl:template name="citation">
  <xsl:apply-templates select="$meta/cite-as[@chosen]" mode="blocks"/>
  <xsl:for-each select="$meta/citation"><p><xsl:apply-templates/></p></xsl:for-each>
</xsl:template>
<xsl:template match="citation/em"><cite><xsl:apply-templates/></cite></xsl:template>

<xsl:template name="doi">
  <a dir="ltr" href="{$meta/doi/@href}">https://doi.org/<xsl:value-of select="$meta/doi"/></a>
</xsl:template>

<!-- Every name in its own language, in every edition. -->
<xsl:template match="organisation">
  <div class="organisation">
    <xsl:for-each select="image"><p class="logo"><xsl:call-template name="language"/><xsl:apply-templates select="."/></p></xsl:for-each>
    <xsl:for-each select="name">
      <p><bdi dir="{(@dir|$brief/@dir)[last()]}">
        <xsl:call-template name="language"/>
        <xsl:apply-templates select="." mode="phrase"/>
        <xsl:if test="position() = 1 and ../@abbreviation and not(contains(., ../@abbreviation))">
          <xsl:text> (</xsl:text><bdi><xsl:value-of select="../@abbreviation"/></bdi><xsl:text>)</xsl:text>
        </xsl:if>
      </bdi></p>
    </xsl:for-each>
    <xsl:if test="not(name) and @abbreviation"><p><bdi><xsl:value-of select="@abbreviation"/></bdi></p></xsl:if>
    <xsl:choose>
      <xsl:when test="@href"><p><a dir="ltr" href="{@href}"><xsl:value-of select="@url"/></a></p></xsl:when>
      <xsl:when test="@url"><p><bdi dir="ltr"><xsl:value-of select="@url"/></bdi></p></xsl:when>
    </xsl:choose>
  </div>
</xsl:template>

<xsl:template name="imprint-lines">
  <xsl:if test="$meta/publisher or $meta/place or $meta/date">
    <p>
      <xsl:for-each select="$meta/place[@chosen]|$meta/publisher[@chosen]|$meta/date|$meta/date-gregorian">
        <xsl:if test="position() > 1"><xsl:value-of select="$comma"/></xsl:if>
        <xsl:apply-templates select="." mode="isolated"/>
      </xsl:for-each>
    </p>
  </xsl:if>
  <xsl:for-each select="$meta/responsible">
    <p>
      <xsl:if test="position() = 1">
        <xsl:call-template name="word"><xsl:with-param name="name" select="'responsible'"/></xsl:call-template>
        <xsl:text>: </xsl:text>
      </xsl:if>
      <xsl:for-each select="name[@chosen]|role[@chosen]|affiliation[@chosen]">
        <xsl:if test="position() > 1"><xsl:value-of select="$comma"/></xsl:if>
        <xsl:apply-templates select="." mode="isolated"/>
      </xsl:for-each>
      <xsl:for-each select="email"><xsl:value-of select="$comma"/><a dir="ltr" href="{@href}"><xsl:value-of select="."/></a></xsl:for-each>
    </p>
  </xsl:for-each>
  <xsl:for-each select="$meta/copyright[@chosen]|$meta/licence[@chosen]|$meta/imprint[@chosen]">
    <p><xsl:apply-templates select="." mode="isolated"/></p>
  </xsl:for-each>
  <xsl:for-each select="$meta/cover-credit[@chosen]">
    <p>
      <xsl:call-template name="word"><xsl:with-param name="name" select="'cover_photo'"/></xsl:call-template>
      <xsl:text>: </xsl:text>
      <xsl:apply-templates select="." mode="isolated"/>
    </p>
  </xsl:for-each>
  <xsl:for-each select="$meta/version|$meta/updated">
    <p>
      <xsl:call-template name="word"><xsl:with-param name="name" select="local-name()"/></xsl:call-template>
      <xsl:text>: </xsl:text>
      <bdi><xsl:value-of select="."/></bdi>
    </p>
  </xsl:for-each>
  <xsl:if test="$meta/isbn"><p><bdi dir="ltr">ISBN <xsl:value-of select="$meta/isbn"/></bdi></p></xsl:if>
  <xsl:if test="$meta/issn"><p><bdi dir="ltr">ISSN <xsl:value-of select="$meta/issn"/></bdi></p></xsl:if>
  <xsl:if test="$meta/doi"><p><xsl:call-template name="doi"/></p></xsl:if>
</xsl:template>

</xsl:stylesheet>
