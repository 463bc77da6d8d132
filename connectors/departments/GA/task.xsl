<!-- 指令文件:派遣与之后的操作,一个文件一条;时间是十四位数字 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
  <xsl:param name="input" as="xs:string"/>
  <xsl:variable name="message" select="parse-json($input)" as="map(*)"/>

  <xsl:template name="main">
    <xsl:variable name="decision" select="$message?operation = ('RETURN', 'EXTENSION', 'SUSPENSION')"/>
    <zlpq schema="12345-110-v1" zlbh="{$message?operationKey}">
      <rwbh><xsl:value-of select="$message?taskNo"/></rwbh>
      <bjbh><xsl:value-of select="$message?caseNo"/></bjbh>
      <zllx><xsl:value-of select="hub:lookup('operation', $message?operation)?code"/></zllx>
      <zlsj><xsl:value-of select="own:time($message?writtenAt)"/></zlsj>
      <zxb><xsl:value-of select="if ($message?role = 'LEAD') then '1' else '2'"/></zxb>
      <jjcd><xsl:value-of select="hub:lookup('urgency', $message?urgency)?code"/></jjcd>
      <xsl:choose>
        <xsl:when test="$message?operation = 'DISPATCH'"><xsl:call-template name="matter"/></xsl:when>
        <xsl:otherwise>
          <xsl:if test="$decision"><pf><xsl:value-of select="if ($message?detail?granted) then '1' else '0'"/></pf></xsl:if>
          <nr><xsl:value-of select="($message?detail?text, $message?detail?reason)[1]"/></nr>
        </xsl:otherwise>
      </xsl:choose>
      <bjqx><xsl:value-of select="own:time(($message?detail?extendedTo, $message?clock?disposeDue)[1])"/></bjqx>
    </zlpq>
  </xsl:template>

  <xsl:template name="matter">
    <sxbm><xsl:value-of select="$message?item?code"/></sxbm>
    <sxmc><xsl:value-of select="$message?item?name"/></sxmc>
    <bt><xsl:value-of select="$message?title"/></bt>
    <nr><xsl:value-of select="$message?content"/></nr>
    <sfdd><xsl:value-of select="$message?location?address"/></sfdd>
    <xsl:if test="exists($message?location?lng)">
      <zbx><xsl:value-of select="format-number($message?location?lng, '0.000000')"/></zbx>
      <zby><xsl:value-of select="format-number($message?location?lat, '0.000000')"/></zby>
      <zbxt><xsl:value-of select="$message?location?crs"/></zbxt>
    </xsl:if>
    <lxr><xsl:value-of select="$message?petitioner?display"/></lxr>
    <lxdh><xsl:value-of select="$message?petitioner?contact"/></lxdh>
    <qsqx><xsl:value-of select="own:time($message?clock?signDue)"/></qsqx>
  </xsl:template>

  <xsl:function name="own:time" as="xs:string?">
    <xsl:param name="iso" as="xs:string?"/>
    <xsl:sequence select="hub:local-time($iso, 'yyyyMMddHHmmss')"/>
  </xsl:function>
</xsl:stylesheet>
