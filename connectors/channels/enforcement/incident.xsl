<!-- 平台报来的事件、对它的补充、催办与撤销,以及被推回来的办理情况。REQXML里的XML声明常与实际编码不符,报文此时已解码,去掉即可。 -->
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
    <xsl:variable name="kind" select="hub:lookup('function', $func)?kind"/>
    <xsl:variable name="request" select="$process/*:REQXML"/>
    <xsl:choose>
      <xsl:when test="empty($kind)">
        <xsl:sequence select="map{'kind': 'unknown', 'code': 'FUNC=' || $func}"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="not(own:leaf($request)) or $request/*">
          <xsl:message terminate="yes">REQXML 须为转义或CDATA中的XML文本:请勿直接嵌入元素</xsl:message>
        </xsl:if>
        <xsl:variable name="incident" select="parse-xml(replace($request, '^\s*&lt;\?xml[^>]*\?>', ''))/*"/>
        <xsl:sequence select="
          if ($kind = 'report') then own:report($incident)
          else if ($kind = 'status') then own:about(if (own:leaf($incident/feedbackSource) = 'JNHUB') then 'echo' else 'supplement', $incident)
          else own:about($kind, $incident)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="own:about" as="map(*)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="incident" as="element()"/>
    <xsl:sequence select="map{
      'kind': $kind,
      'externalNo': own:leaf($incident/incidentNo),
      'caseNo': own:leaf($incident/hubNo),
      'eventNo': own:leaf($incident/serialNo),
      'time': own:leaf(($incident/reportDate, $incident/feedbackDate)),
      'text': own:leaf(($incident/description, $incident/content)),
      'reason': own:leaf($incident/description),
      'attachments': array{}
    }"/>
  </xsl:function>

  <xsl:function name="own:report" as="map(*)">
    <xsl:param name="incident" as="element()"/>
    <xsl:variable name="category" select="own:leaf($incident/incidentType)"/>
    <xsl:variable name="row" select="hub:lookup('category', $category)"/>
    <xsl:variable name="region" select="own:leaf($incident/regionCode)"/>
    <xsl:sequence select="map{
      'kind': 'report',
      'externalNo': own:leaf($incident/incidentNo),
      'ownNo': own:leaf($incident/hubNo),
      'eventNo': (),
      'caseType': (),
      'title': own:leaf($incident/incidentName),
      'content': own:leaf($incident/description),
      'petitioner': map{
        'name': own:leaf($incident/reportPerson),
        'phone': own:leaf($incident/reportMobile),
        'callbackPhone': (),
        'idNo': (),
        'sex': (),
        'homeAddress': ()
      },
      'secret': (),
      'anonymous': (),
      'wantReply': (),
      'category': map{'code': (), 'name': $category},
      'item': $row ! map{'code': ?item, 'confidence': xs:decimal(?confidence)},
      'urgency': (),
      'times': map{'occurred': own:leaf($incident/occurDate), 'discovered': (), 'reported': own:leaf($incident/reportDate), 'accepted': ()},
      'location': map{
        'district': (),
        'street': if (string-length($region) ge 9) then substring($region, 1, 9) else (),
        'community': (),
        'grid': (),
        'gridKind': (),
        'address': own:leaf($incident/occurPlace),
        'poi': (),
        'lng': own:leaf($incident/lng),
        'lat': own:leaf($incident/lat),
        'crs': if (own:leaf($incident/lng)) then 'CGCS2000' else (),
        'accuracy': ()
      },
      'externalLimit': (),
      'deviceClock': (),
      'uploadReason': (),
      'attachments': array{},
      'reporter': map{'device': (), 'user': ()},
      'selfHandled': (),
      'parentExternalNo': (),
      'repeat': ()
    }"/>
  </xsl:function>
</xsl:stylesheet>
