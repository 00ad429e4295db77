<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- Drawings, such as charts, as SVG: a file of its own, since it is the other
     default namespace that keeps prefixes out of what is written. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/2000/svg">

<xsl:template match="drawing">
  <svg class="chart" role="img" aria-label="{../@words}" viewBox="0 0 {@width} {@height}">
    <xsl:apply-templates/>
  </svg>
</xsl:template>
<xsl:template match="drawing/rectangle">
  <rect class="ink-{@ink}" x="{@x}" y="{@y}" width="{@width}" height="{@height}"/>
</xsl:template>
<xsl:template match="drawing/line">
  <polyline class="line-{@ink}" points="{@points}" stroke-width="{@stroke}"/>
</xsl:template>
<xsl:template match="drawing/bullet">
  <rect class="ink-{@ink}" x="{@x - @side div 2}" y="{@y - @side div 2}" width="{@side}" height="{@side}" transform="rotate(45 {@x} {@y})"/>
</xsl:template>
<xsl:template match="drawing/words">
  <text class="ink-{@ink}" x="{@x}" y="{@y}" text-anchor="{@anchor}" direction="{@dir}">
    <xsl:if test="@lang"><xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute><xsl:attribute name="lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
    <xsl:if test="@strong"><xsl:attribute name="font-weight">600</xsl:attribute></xsl:if>
    <xsl:value-of select="."/>
  </text>
</xsl:template>

</xsl:stylesheet>
