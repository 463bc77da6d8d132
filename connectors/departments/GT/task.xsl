<!-- 派遣与之后的操作,一个文件一件 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
  <xsl:param name="input" as="xs:string"/>
  <xsl:variable name="message" select="parse-json($input)" as="map(*)"/>

  <xsl:template name="main">
    <xsl:variable name="dispatch" select="$message?operation = 'DISPATCH'"/>
    <xsl:variable name="decision" select="$message?operation = ('RETURN', 'EXTENSION', 'SUSPENSION')"/>
    <xsl:variable name="place" select="hub:projected($message?location?lng, $message?location?lat)"/>
    <tasks count="1">
      <task>
        <xsl:sequence select="
          own:field('taskNo', $message?taskNo),
          own:field('caseNo', $message?caseNo),
          own:field('czlx', hub:lookup('operation', $message?operation)?code),
          own:field('czsj', own:time($message?writtenAt)),
          own:field('zxb', if ($message?role = 'LEAD') then '主办' else '协办'),
          own:field('sxbm', $message?item?code),
          own:field('sxmc', $message?item?name),
          own:field('jjcd', hub:lookup('urgency', $message?urgency)?word),
          own:field('bt', $message?title),
          own:field('nr', if ($dispatch) then $message?content else ($message?detail?text, $message?detail?reason)[1]),
          own:field('pf', if ($decision) then (if ($message?detail?granted) then '同意' else '不同意') else ()),
          if ($dispatch) then (
            own:field('dz', $message?location?address),
            own:field('x', $place?x ! format-number(., '0.00')),
            own:field('y', $place?y ! format-number(., '0.00')),
            own:field('lxr', $message?petitioner?display),
            own:field('lxfs', $message?petitioner?contact),
            own:field('qsqx', own:time($message?clock?signDue))) else (),
          own:field('bjqx', own:time(($message?detail?extendedTo, $message?clock?disposeDue)[1]))"/>
      </task>
    </tasks>
  </xsl:template>

  <!-- 没有值的字段不写,免得对方当作空值或零 -->
  <xsl:function name="own:field" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()?"/>
    <xsl:if test="exists($value)">
      <xsl:element name="{$name}"><xsl:value-of select="$value"/></xsl:element>
    </xsl:if>
  </xsl:function>

  <xsl:function name="own:time" as="xs:string?">
    <xsl:param name="iso" as="xs:string?"/>
    <xsl:sequence select="hub:local-time($iso, 'yyyy-MM-dd HH:mm:ss')"/>
  </xsl:function>
</xsl:stylesheet>
