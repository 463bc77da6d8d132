<!-- 110非警务分流文件 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:output method="json" indent="no"/>
  <xsl:param name="input" as="xs:string"/>

  <xsl:function name="own:leaf" as="xs:string?">
    <xsl:param name="element" as="element()*"/>
    <xsl:sequence select="$element[normalize-space(translate(., '　', ' '))][1] ! string(.)"/>
  </xsl:function>

  <xsl:template name="main">
    <xsl:variable name="transfer" select="parse-xml($input)/transferCase"/>
    <xsl:variable name="type" select="own:leaf($transfer/transferType)"/>
    <xsl:sequence select="
      if ($type = '非警务分流') then own:report($transfer)
      else map{'kind': 'unknown', 'code': 'transferType=' || $type}"/>
  </xsl:template>

  <xsl:function name="own:report" as="map(*)">
    <xsl:param name="transfer" as="element()"/>
    <xsl:variable name="urgency" select="hub:lookup('urgency', own:leaf($transfer/jjcd))"/>
    <xsl:sequence select="map{
      'kind': 'report',
      'externalNo': own:leaf($transfer/transferNo),
      'eventNo': (),
      'caseType': (),
      'title': (),
      'content': own:leaf($transfer/bjnr),
      'petitioner': map{
        'name': own:leaf($transfer/bjrxm),
        'phone': own:leaf($transfer/bjrlxdh),
        'callbackPhone': (),
        'idNo': (),
        'sex': (),
        'homeAddress': ()
      },
      'secret': (),
      'anonymous': (),
      'wantReply': own:leaf($transfer/hfyq),
      'category': map{'code': (), 'name': ()},
      'item': (),
      'urgency': ($urgency?word, own:leaf($transfer/jjcd))[1],
      'times': map{
        'occurred': own:leaf($transfer/fssj),
        'discovered': (),
        'reported': own:leaf($transfer/bjsj),
        'accepted': ()
      },
      'location': map{
        'district': (),
        'street': (),
        'community': (),
        'grid': (),
        'gridKind': (),
        'address': own:leaf($transfer/sfdd),
        'poi': (),
        'lng': own:leaf($transfer/zbx),
        'lat': own:leaf($transfer/zby),
        'crs': own:leaf($transfer/zbxt),
        'accuracy': ()
      },
      'externalLimit': (),
      'deviceClock': (),
      'uploadReason': (),
      'attachments': array{},
      'reporter': map{'device': (), 'user': own:leaf($transfer/mjxm)},
      'selfHandled': (),
      'parentExternalNo': (),
      'repeat': ()
    }"/>
  </xsl:function>
</xsl:stylesheet>
