<!-- 老接口推来的工单。REQXML里的XML声明常与实际编码不符,报文此时已解码,声明去掉即可。 -->
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
    <xsl:variable name="process" select="parse-xml($input)//*:process"/>
    <xsl:variable name="func" select="own:leaf($process/*:FUNC)"/>
    <xsl:choose>
      <xsl:when test="$func = 'pushOrder'">
        <xsl:variable name="request" select="$process/*:REQXML"/>
        <xsl:if test="not(own:leaf($request)) or $request/*">
          <xsl:message terminate="yes">REQXML 须为转义或CDATA中的XML文本:请勿直接嵌入元素</xsl:message>
        </xsl:if>
        <xsl:sequence select="own:report(parse-xml(replace($request, '^\s*&lt;\?xml[^>]*\?>', ''))/*)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="map{'kind': 'unknown', 'code': 'FUNC=' || $func}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="own:report" as="map(*)">
    <xsl:param name="order" as="element()"/>
    <xsl:variable name="category" select="own:leaf($order/nrfl)"/>
    <xsl:variable name="row" select="hub:lookup('category', $category)"/>
    <xsl:sequence select="map{
      'kind': 'report',
      'externalNo': own:leaf($order/gdbh),
      'eventNo': (),
      'caseType': own:leaf($order/gdlx),
      'title': own:leaf($order/bt),
      'content': own:leaf($order/fynr),
      'petitioner': map{
        'name': own:leaf($order/ldr),
        'phone': own:leaf($order/lxdh),
        'callbackPhone': (),
        'idNo': own:leaf($order/sfz),
        'sex': (),
        'homeAddress': ()
      },
      'secret': (),
      'anonymous': (),
      'wantReply': (),
      'category': map{'code': (), 'name': $category},
      'item': $row ! map{'code': ?item, 'confidence': xs:decimal(?confidence)},
      'urgency': own:leaf($order/jjcd),
      'times': map{'occurred': (), 'discovered': (), 'reported': own:leaf($order/ldsj), 'accepted': ()},
      'location': map{
        'district': own:leaf($order/fyqy),
        'street': (),
        'community': (),
        'grid': (),
        'gridKind': (),
        'address': own:leaf($order/fydz),
        'poi': (),
        'lng': (),
        'lat': (),
        'crs': (),
        'accuracy': ()
      },
      'externalLimit': own:leaf($order/blqx),
      'deviceClock': (),
      'uploadReason': (),
      'attachments': array{},
      'reporter': map{'device': (), 'user': ()},
      'selfHandled': (),
      'parentExternalNo': own:leaf($order/sjbh),
      'repeat': ()
    }"/>
  </xsl:function>
</xsl:stylesheet>
