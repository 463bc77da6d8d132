<!-- 处置反馈文件。警号与处警单位的内部编号不进枢纽。 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:output method="json" indent="no"/>
  <xsl:param name="input" as="xs:string"/>

  <!-- 没有或只有空白的元素当作没有 -->
  <xsl:function name="own:leaf" as="xs:string?">
    <xsl:param name="element" as="element()*"/>
    <xsl:sequence select="$element[normalize-space(translate(., '　', ' '))][1] ! string(.)"/>
  </xsl:function>

  <xsl:template name="main">
    <xsl:variable name="fk" select="parse-xml($input)/*"/>
    <xsl:variable name="type" select="own:leaf($fk/fklx)"/>
    <xsl:variable name="kind" select="hub:lookup('event', $type)?kind"/>
    <xsl:sequence select="
      if (exists($kind)) then own:outcome($kind, $fk)
      else map{'kind': 'unknown', 'code': 'fklx=' || $type}"/>
  </xsl:template>

  <xsl:function name="own:outcome" as="map(*)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="fk" as="element()"/>
    <xsl:variable name="asking" select="$kind = ('return', 'extension', 'suspension')"/>
    <xsl:variable name="reason" select="hub:lookup('reason', own:leaf($fk/yydm))?canonical"/>
    <xsl:variable name="resolved" select="hub:lookup('resolved', own:leaf($fk/sfjj))?canonical"/>
    <xsl:variable name="unit" select="hub:lookup('unit', own:leaf($fk/sqdw))?canonical"/>
    <xsl:sequence select="
      if ($asking and empty($reason)) then map{'kind': 'unknown', 'code': 'yydm=' || own:leaf($fk/yydm)}
      else if ($kind = 'done' and empty($resolved)) then map{'kind': 'unknown', 'code': 'sfjj=' || own:leaf($fk/sfjj)}
      else if ($kind = 'extension' and empty($unit)) then map{'kind': 'unknown', 'code': 'sqdw=' || own:leaf($fk/sqdw)}
      else map{
        'kind': $kind,
        'taskNo': own:leaf($fk/rwbh),
        'eventNo': own:leaf($fk/fkbh),
        'time': own:leaf($fk/fksj),
        'handler': own:leaf($fk/cjmj),
        'signer': if ($kind = 'sign') then own:leaf($fk/cjmj) else (),
        'opinion': if ($asking) then () else own:leaf($fk/cljg),
        'publicReply': own:leaf($fk/dfnr),
        'resolved': if ($kind = 'done') then $resolved else (),
        'reasonCode': if ($asking) then $reason else (),
        'text': if ($asking or $kind = 'contact') then own:leaf($fk/cljg) else (),
        'suggestedDept': own:leaf($fk/jydw),
        'amount': own:leaf($fk/sqsc),
        'unit': $unit,
        'until': own:leaf($fk/fcsj),
        'firstContactAt': if ($kind = 'contact') then own:leaf($fk/fksj) else (),
        'foreignNo': own:leaf($fk/jjdbh),
        'attachments': array{},
        'milestones': array{}
      }"/>
  </xsl:function>
</xsl:stylesheet>
