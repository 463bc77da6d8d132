<!-- 人社的反馈:参数xml里是feedback元素。字符串里的声明不可信,报文此时已解码,去掉即可 -->
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
    <xsl:variable name="request" select="parse-xml($input)//*:saveFeedback/*:xml"/>
    <xsl:if test="not(own:leaf($request)) or $request/*">
      <xsl:message terminate="yes">xml 须为转义或CDATA中的XML文本:请勿直接嵌入元素</xsl:message>
    </xsl:if>
    <xsl:variable name="fk" select="parse-xml(replace($request, '^\s*&lt;\?xml[^>]*\?>', ''))/*"/>
    <xsl:variable name="type" select="own:leaf($fk/czlx)"/>
    <xsl:variable name="kind" select="hub:lookup('event', $type)?kind"/>
    <xsl:sequence select="
      if (exists($kind)) then own:outcome($kind, $fk)
      else map{'kind': 'unknown', 'code': 'czlx=' || $type}"/>
  </xsl:template>

  <xsl:function name="own:outcome" as="map(*)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="fk" as="element()"/>
    <xsl:variable name="asking" select="$kind = ('return', 'extension', 'suspension')"/>
    <xsl:variable name="reason" select="hub:lookup('reason', own:leaf($fk/yydm))?canonical"/>
    <xsl:variable name="resolved" select="hub:lookup('resolved', own:leaf($fk/cljg))?canonical"/>
    <xsl:sequence select="
      if ($asking and empty($reason)) then map{'kind': 'unknown', 'code': 'yydm=' || own:leaf($fk/yydm)}
      else if ($kind = 'done' and empty($resolved)) then map{'kind': 'unknown', 'code': 'cljg=' || own:leaf($fk/cljg)}
      else map{
        'kind': $kind,
        'taskNo': own:leaf($fk/rwbh),
        'eventNo': own:leaf($fk/lsh),
        'time': own:leaf($fk/czsj),
        'handler': own:leaf($fk/jbr),
        'signer': if ($kind = 'sign') then own:leaf($fk/jbr) else (),
        'opinion': if ($asking) then () else own:leaf($fk/clyj),
        'publicReply': own:leaf($fk/gkdf),
        'resolved': if ($kind = 'done') then $resolved else (),
        'reasonCode': if ($asking) then $reason else (),
        'text': if ($asking or $kind = 'contact') then own:leaf($fk/clyj) else (),
        'suggestedDept': own:leaf($fk/jydw),
        'amount': own:leaf($fk/ts),
        'unit': if (own:leaf($fk/ts)) then 'WD' else (),
        'until': own:leaf($fk/fhrq),
        'firstContactAt': if ($kind = 'contact') then own:leaf($fk/czsj) else (),
        'foreignNo': own:leaf($fk/tsbh),
        'attachments': array{},
        'milestones': array{}
      }"/>
  </xsl:function>
</xsl:stylesheet>
