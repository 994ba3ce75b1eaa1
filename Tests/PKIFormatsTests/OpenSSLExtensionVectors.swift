/// Settings for `openssl req -x509` with every extension whose values the program writes by itself or from `ASN1:` sections, so that no
/// octet of the vectors is ours.
enum OpenSSLExtensionVectors {
    static let settings = #"""
        [req]
        distinguished_name = dn
        x509_extensions = ext
        prompt = no
        [dn]
        CN = vectors
        [ext]
        issuerAltName = email:ca@example.com,URI:http://ca.example.com/,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:ca@EXAMPLE.COM,RID:1.2.3.4,IP:192.0.2.1,IP:2001:db8::1,dirName:dir
        freshestCRL = URI:http://ca.example.com/delta.crl
        crlDistributionPoints = dp1,dp2
        authorityInfoAccess = OCSP;URI:http://ocsp.example.com/,caIssuers;URI:http://ca.example.com/ca.cer,1.3.6.1.5.5.7.48.3;email:tsa@example.com,caIssuers;dirName:dir
        subjectInfoAccess = caRepository;URI:http://ca.example.com/certs/,timeStamping;DNS:tsa.example.com
        certificatePolicies = 1.2.3.4,@pol,2.5.29.32.0
        tlsfeature = status_request,17
        noCheck = ignored
        nsCertType = client,server,objCA
        nsComment = "made for a test"
        1.3.6.1.4.1.11129.2.4.3 = critical,ASN1:NULL
        2.5.29.9 = ASN1:SEQUENCE:sda
        2.5.29.16 = ASN1:SEQUENCE:pkup
        1.3.6.1.5.5.7.1.3 = ASN1:SEQUENCE:qcs
        2.23.140.3.1 = ASN1:SEQUENCE:cabf
        1.2.840.113549.1.9.15 = ASN1:SEQUENCE:smime
        1.3.6.1.4.1.311.20.2 = ASN1:BMPSTRING:WebServer
        1.3.6.1.4.1.311.21.7 = ASN1:SEQUENCE:tmpl
        1.3.6.1.4.1.311.21.10 = ASN1:SEQUENCE:app
        1.3.6.1.4.1.311.21.11 = ASN1:SEQUENCE:appmap
        1.3.6.1.4.1.311.21.12 = ASN1:SEQUENCE:appcon
        1.3.6.1.4.1.311.21.1 = ASN1:INTEGER:65538
        1.3.6.1.4.1.311.21.22 = ASN1:INTEGER:3
        1.3.6.1.4.1.311.21.2 = ASN1:FORMAT:HEX,OCT:000102030405060708090A0B0C0D0E0F10111213
        1.3.6.1.4.1.311.21.3 = ASN1:INTEGER:0x1234567890123456789
        1.3.6.1.4.1.311.21.4 = ASN1:UTCTIME:261123120000Z
        1.3.6.1.4.1.311.21.14 = ASN1:SEQUENCE:selfcdp
        1.3.6.1.4.1.311.10.9.1 = ASN1:SEQUENCE:cross
        1.3.6.1.4.1.311.25.2 = ASN1:SEQUENCE:sid
        [dir]
        C = DE
        O = Example
        [dp1]
        fullname = URI:http://a.example.com/1.crl,URI:ldap:///CN=1
        reasons = keyCompromise,CACompromise
        CRLissuer = dirName:dir
        [dp2]
        relativename = rel
        CRLissuer = dirName:dir
        [rel]
        CN = partition 7
        [pol]
        policyIdentifier = 1.2.3.5
        CPS.1 = https://example.com/cps
        userNotice.1 = @notice
        [notice]
        explicitText = "UTF8:Grüße"
        organization = "Example GmbH"
        noticeNumbers = 1,2,300
        [sda]
        a1 = SEQUENCE:dob
        a2 = SEQUENCE:gender
        [dob]
        t = OID:1.3.6.1.5.5.7.9.1
        v = SET:dobv
        [dobv]
        v = GENTIME:19710824120000Z
        [gender]
        t = OID:1.3.6.1.5.5.7.9.3
        v = SET:genderv
        [genderv]
        v = PRINTABLE:F
        [pkup]
        b = IMPLICIT:0,GENTIME:20260101000000Z
        e = IMPLICIT:1,GENTIME:20280101000000Z
        [qcs]
        s1 = SEQUENCE:qc1
        s2 = SEQUENCE:qc2
        s3 = SEQUENCE:qc3
        s4 = SEQUENCE:qc4
        s5 = SEQUENCE:qc5
        s6 = SEQUENCE:qc6
        s7 = SEQUENCE:qc7
        s8 = SEQUENCE:qc8
        [qc1]
        id = OID:0.4.0.1862.1.1
        [qc2]
        id = OID:0.4.0.1862.1.2
        v = SEQUENCE:money
        [money]
        c = PRINTABLE:EUR
        a = INTEGER:25
        e = INTEGER:3
        [qc3]
        id = OID:0.4.0.1862.1.3
        y = INTEGER:15
        [qc4]
        id = OID:0.4.0.1862.1.4
        [qc5]
        id = OID:0.4.0.1862.1.5
        p = SEQUENCE:pds
        [pds]
        l1 = SEQUENCE:pds1
        l2 = SEQUENCE:pds2
        [pds1]
        u = IA5:https://example.com/pds_en.pdf
        l = PRINTABLE:en
        [pds2]
        u = IA5:https://example.com/pds_de.pdf
        l = PRINTABLE:de
        [qc6]
        id = OID:0.4.0.1862.1.6
        t = SEQUENCE:qctypes
        [qctypes]
        t = OID:0.4.0.1862.1.6.1
        [qc7]
        id = OID:0.4.0.1862.1.7
        c = SEQUENCE:qccc
        [qccc]
        c = PRINTABLE:CH
        [qc8]
        id = OID:1.3.6.1.5.5.7.11.2
        s = SEQUENCE:sem
        [sem]
        o = OID:0.4.0.194121.1.1
        [cabf]
        s = PRINTABLE:NTR
        c = PRINTABLE:US
        p = IMPLICIT:0,PRINTABLE:CA
        r = UTF8:1234567
        [smime]
        c1 = SEQUENCE:cap1
        c2 = SEQUENCE:cap2
        [cap1]
        o = OID:2.16.840.1.101.3.4.1.42
        [cap2]
        o = OID:1.2.840.113549.3.2
        p = INTEGER:128
        [tmpl]
        o = OID:1.3.6.1.4.1.311.21.8.1.2.3
        a = INTEGER:100
        b = INTEGER:4294967295
        [app]
        p1 = SEQUENCE:app1
        [app1]
        o = OID:1.3.6.1.5.5.7.3.2
        [appmap]
        m = SEQUENCE:appmap1
        [appmap1]
        a = OID:1.3.6.1.5.5.7.3.2
        b = OID:1.2.3.4
        [appcon]
        a = IMPLICIT:0,INTEGER:0
        b = IMPLICIT:1,INTEGER:3
        [selfcdp]
        p = SEQUENCE:selfpoint
        [selfpoint]
        n = EXPLICIT:0,IMPLICIT:0,SEQUENCE:selfnames
        [selfnames]
        u = IMPLICIT:6,IA5:http://ca.example.com/self.crl
        [cross]
        i = INTEGER:28800
        p = SEQUENCE:crosspoints
        [crosspoints]
        p = SEQUENCE:crossnames
        [crossnames]
        u = IMPLICIT:6,IA5:http://ca.example.com/cross.p7c
        [sid]
        n = IMPLICIT:0,SEQUENCE:sidname
        [sidname]
        o = OID:1.3.6.1.4.1.311.25.2.1
        v = EXPLICIT:0,OCT:S-1-5-21-1-2-3-500
        """#
}
