<!-- 城管的反馈reportFeedback。REQXML里的XML声明不可信,报文此时已解码,声明去掉即可。 -->
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
    <xsl:variable name="request" select="parse-xml($input)//*:reportFeedback/*:REQXML"/>
    <xsl:if test="not(own:leaf($request)) or $request/*">
      <xsl:message terminate="yes">REQXML 须为转义或CDATA中的XML文本:请勿直接嵌入元素</xsl:message>
    </xsl:if>
    <xsl:variable name="feedback" select="parse-xml(replace($request, '^\s*&lt;\?xml[^>]*\?>', ''))/*"/>
    <xsl:variable name="type" select="own:leaf($feedback/feedbackType)"/>
    <xsl:variable name="kind" select="hub:lookup('feedbackType', $type)?kind"/>
    <xsl:sequence select="
      if (exists($kind)) then own:outcome($kind, $feedback)
      else map{'kind': 'unknown', 'code': 'feedbackType=' || $type}"/>
  </xsl:template>

  <xsl:function name="own:outcome" as="map(*)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="feedback" as="element()"/>
    <xsl:variable name="reason"
        select="own:leaf(($feedback/returnReasonCode, $feedback/extensionReasonCode, $feedback/yydm))"/>
    <xsl:variable name="solved" select="own:leaf($feedback/sfjj)"/>
    <xsl:variable name="asking" select="$kind = ('return', 'extension')"/>
    <xsl:sequence select="
      if ($asking and exists($reason) and empty(hub:lookup('reason', $reason)))
        then map{'kind': 'unknown', 'code': 'reasonCode=' || $reason}
      else if ($kind = 'done' and exists($solved) and empty(hub:lookup('resolved', $solved)))
        then map{'kind': 'unknown', 'code': 'sfjj=' || $solved}
      else map{
        'kind': $kind,
        'taskNo': own:leaf($feedback/commandCode),
        'eventNo': own:leaf($feedback/feedbackNo),
        'time': own:leaf(($feedback/blsj, $feedback/feedbackDate)),
        'handler': own:leaf(($feedback/blry, $feedback/feedbackPerson)),
        'signer': if ($kind = 'sign') then own:leaf($feedback/feedbackPerson) else (),
        'opinion': if ($asking) then () else own:leaf(($feedback/blyj, $feedback/content)),
        'publicReply': own:leaf($feedback/gkdf),
        'resolved': if ($kind = 'done') then hub:lookup('resolved', $solved)?canonical else (),
        'reasonCode': if ($asking) then hub:lookup('reason', $reason)?canonical else (),
        'text': if ($asking) then own:leaf(($feedback/content, $feedback/blyj)) else (),
        'suggestedDept': own:leaf($feedback/suggestDept),
        'amount': own:leaf(($feedback/sqts, $feedback/requestLimit)),
        'unit': own:leaf(($feedback/sqdw, $feedback/requestUnit)),
        'until': (),
        'firstContactAt': own:leaf($feedback/lxsj),
        'foreignNo': own:leaf($feedback/feedbackSourceCode),
        'attachments': array{own:attachments($feedback)},
        'milestones': array{$feedback/milestones/m ! map{'code': string(@code), 'time': string(@time)}}
      }"/>
  </xsl:function>

  <xsl:function name="own:attachments" as="map(*)*">
    <xsl:param name="feedback" as="element()"/>
    <xsl:sequence select="
      $feedback/pics/pic ! map{
        'name': (),
        'kind': (hub:lookup('pictureKind', string(@type))?kind, 'EVIDENCE')[1],
        'url': (),
        'objectKey': (),
        'base64': string(.),
        'sm3': ()
      },
      own:leaf($feedback/evidence) ! map{
        'name': .,
        'kind': 'EVIDENCE',
        'url': (),
        'objectKey': (),
        'base64': (),
        'sm3': ()
      }"/>
  </xsl:function>
</xsl:stylesheet>
