<!-- 反馈文件里的一个fb。没有编号,凭内容认出同一条。 -->
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
    <xsl:variable name="fb" select="parse-xml($input)/*"/>
    <xsl:variable name="type" select="own:leaf($fb/czlx)"/>
    <xsl:variable name="kind" select="hub:lookup('event', $type)?kind"/>
    <xsl:sequence select="
      if (exists($kind)) then own:outcome($kind, $fb)
      else map{'kind': 'unknown', 'code': 'czlx=' || $type}"/>
  </xsl:template>

  <xsl:function name="own:outcome" as="map(*)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="fb" as="element()"/>
    <xsl:variable name="asking" select="$kind = ('return', 'extension', 'suspension')"/>
    <xsl:variable name="reason" select="hub:lookup('reason', own:leaf($fb/yydm))?canonical"/>
    <xsl:variable name="resolved" select="hub:lookup('resolved', own:leaf($fb/sfjj))?canonical"/>
    <xsl:variable name="unit" select="hub:lookup('unit', own:leaf($fb/sqdw))?canonical"/>
    <xsl:sequence select="
      if ($asking and empty($reason)) then map{'kind': 'unknown', 'code': 'yydm=' || own:leaf($fb/yydm)}
      else if ($kind = 'done' and empty($resolved)) then map{'kind': 'unknown', 'code': 'sfjj=' || own:leaf($fb/sfjj)}
      else if ($kind = 'extension' and empty($unit)) then map{'kind': 'unknown', 'code': 'sqdw=' || own:leaf($fb/sqdw)}
      else map{
        'kind': $kind,
        'taskNo': own:leaf($fb/taskNo),
        'eventNo': hub:sm3(string-join(
          for $name in ('taskNo', 'czlx', 'blry', 'blsj', 'blyj', 'yydm', 'sqts', 'sqdw', 'gzqx', 'sfjj') return string($fb/*[name() = $name][1]), '|')),
        'time': own:leaf($fb/blsj),
        'handler': own:leaf($fb/blry),
        'signer': if ($kind = 'sign') then own:leaf($fb/blry) else (),
        'opinion': if ($asking) then () else own:leaf($fb/blyj),
        'publicReply': (),
        'resolved': if ($kind = 'done') then $resolved else (),
        'reasonCode': if ($asking) then $reason else (),
        'text': if ($asking or $kind = 'contact') then own:leaf($fb/blyj) else (),
        'suggestedDept': own:leaf($fb/jydw),
        'amount': own:leaf($fb/sqts),
        'unit': $unit,
        'until': own:leaf($fb/gzqx),
        'firstContactAt': if ($kind = 'contact') then own:leaf($fb/blsj) else (),
        'foreignNo': own:leaf($fb/ajbh),
        'attachments': array{$fb/fj/f ! map{
          'name': string(@name), 'kind': 'EVIDENCE', 'url': (), 'objectKey': string(.), 'base64': (), 'sm3': ()}},
        'milestones': array{}
      }"/>
  </xsl:function>
</xsl:stylesheet>
