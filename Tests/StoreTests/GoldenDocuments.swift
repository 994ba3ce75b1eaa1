@testable import Store

/// The texts of `SampleDocuments` as the first program wrote them. Real databases contain them, so never change one; add the next form beside it.
enum GoldenDocuments {
    static let all: [DocumentTests.Kind] = [
        .init(
            SampleDocuments.access,
            golden:
                #"{"form":1,"value":{"entries":[{"isDeny":false,"rights":3,"trustee":{"text":"S-1-5-11"}},{"isDeny":true,"rights":2,"trustee":{"text":"S-1-5-21-1-2-3-1300"}}]}}"#,
            smallest: #"{"entries":[{"trustee":{"text":"S-1-5-11"},"rights":1}]}"#
        ),
        .init(
            SampleDocuments.attempt,
            golden: #"{"form":1,"value":{"authority":"Sample CA","template":"Sample"}}"#,
            smallest: #"{"authority":"CA","template":"T"}"#
        ),
        .init(
            SampleDocuments.duties,
            golden:
                #"{"form":1,"value":{"auditFilter":24,"officerRestrictions":[{"isDeny":true,"officer":{"text":"S-1-5-21-1-2-3-1300"},"subjects":{"text":"S-1-1-0"},"template":"Sample"}],"roleSeparation":true}}"#,
            smallest: "{}"
        ),
        .init(
            SampleDocuments.settings,
            golden:
                #"{"form":1,"value":{"crlPeriodSeconds":3600,"crlValiditySeconds":7200,"publicAddress":"http://pki.lab.test","singleOperator":true,"unissuedPerHour":5}}"#,
            smallest: #"{"publicAddress":"http://p"}"#
        ),
        .init(
            SampleDocuments.parentRevocation,
            golden: #"{"form":1,"value":{"generation":1,"listed":1795219200,"reason":6,"when":1795219200}}"#,
            smallest: #"{"generation":0,"listed":0,"reason":0,"when":0}"#
        ),
        .init(
            SampleDocuments.renewal,
            golden:
                #"{"form":1,"value":{"began":1795219200,"id":"A0000000-0000-4000-8000-00000000000A","index":1,"isNewKey":true,"listPath":"crl/Sample(1).crl","publicKey":"AQI=","reference":"sealed-file:authority-1-1","request":"BA==","signatureAlgorithm":"Aw==","validitySeconds":86400}}"#,
            smallest:
                #"{"id":"A0000000-0000-4000-8000-00000000000A","index":0,"reference":"sealed-file:a","publicKey":"AQ==","signatureAlgorithm":"Ag==","listPath":"l","isNewKey":false,"began":0}"#
        ),
        .init(
            SampleDocuments.template,
            golden:
                #"{"form":1,"value":{"acceptsSHA1ProofOfPossession":true,"access":{"entries":[{"isDeny":false,"rights":3,"trustee":{"text":"S-1-5-11"}},{"isDeny":true,"rights":2,"trustee":{"text":"S-1-5-21-1-2-3-1300"}}]},"authorizedSignatures":1,"criticalExtensions":[],"displayName":"A sample","enrollmentFlags":2,"extendedKeyUsage":["1.3.6.1.5.5.7.3.2"],"flags":64,"keySpec":2,"keyUsage":1,"majorVersion":100,"minimumCurveBits":384,"minimumKeySize":3072,"minorVersion":3,"name":"Sample","nameFlags":1,"oid":"1.3.6.1.4.1.311.21.8.1.2","overlapSeconds":3600,"pathLength":1,"privateKeyFlags":16,"schemaVersion":2,"validitySeconds":86400,"version":1}}"#,
            smallest: #"{"name":"T","oid":"1.2.3","schemaVersion":1,"majorVersion":1,"minorVersion":0,"validitySeconds":60}"#
        ),
        .init(
            SampleDocuments.event,
            golden:
                #"{"form":1,"value":{"actor":"A0000000-0000-4000-8000-000000000001","actorName":"LAB\\ana","comment":"c","correlationID":"A0000000-0000-4000-8000-000000000007","detail":"d","from":0,"id":"A0000000-0000-4000-8000-000000000006","kind":"initiated","request":"A0000000-0000-4000-8000-000000000003","to":16,"when":816912000}}"#,
            smallest:
                #"{"id":"A0000000-0000-4000-8000-000000000006","request":"A0000000-0000-4000-8000-000000000003","when":0,"kind":"initiated","actor":"A0000000-0000-4000-8000-000000000001","correlationID":"A0000000-0000-4000-8000-000000000007"}"#
        ),
        .init(
            SampleDocuments.certificate,
            golden:
                #"{"form":1,"value":{"authority":"Sample CA","authorityRequest":7,"notAfter":816998400,"notBefore":816912000,"option":0,"profile":"A0000000-0000-4000-8000-000000000004","request":"A0000000-0000-4000-8000-000000000003","serialNumber":"4a01","template":"Sample","thumbprint":"AB"}}"#,
            smallest:
                #"{"profile":"A0000000-0000-4000-8000-000000000004","request":"A0000000-0000-4000-8000-000000000003","option":0,"authority":"CA","authorityRequest":7,"serialNumber":"4a","notBefore":0,"notAfter":1}"#
        ),
        .init(
            SampleDocuments.request,
            golden:
                #"{"form":1,"value":{"comment":"“quoted”\n","dataCollectionFlags":32,"dataItems":[{"name":"Town"}],"flags":0,"id":"A0000000-0000-4000-8000-000000000003","machine":{"state":{"pending":{"approvers":[],"needed":2}}},"newProfile":"A0000000-0000-4000-8000-000000000004","originator":{"id":"A0000000-0000-4000-8000-000000000001","sid":{"text":"S-1-5-21-1-2-3-1300"}},"priority":9,"profileTemplate":"A0000000-0000-4000-8000-000000000002","profileTemplateVersion":1,"revision":1,"submitted":816912000,"target":{"id":"A0000000-0000-4000-8000-000000000001","sid":{"text":"S-1-5-21-1-2-3-1300"}},"workflow":"enroll"}}"#,
            smallest:
                #"{"id":"A0000000-0000-4000-8000-000000000003","workflow":"enroll","machine":{"state":{"approved":{}}},"originator":{"id":"A0000000-0000-4000-8000-000000000001","sid":{"text":"S-1-5-11"}},"target":{"id":"A0000000-0000-4000-8000-000000000001","sid":{"text":"S-1-5-11"}},"submitted":0,"profileTemplate":"A0000000-0000-4000-8000-000000000002","profileTemplateVersion":1}"#
        ),
        .init(
            SampleDocuments.oneTimePasswords,
            golden:
                #"{"form":1,"value":{"entries":[{"distribution":"onScreen","record":{"algorithm":"scrypt","blockSize":8,"cost":16,"generation":"A0000000-0000-4000-8000-000000000009","hash":[1,2],"parallelism":1,"salt":[3]}}],"expires":0,"failures":2,"redeemed":1,"request":"A0000000-0000-4000-8000-000000000003","revision":3}}"#,
            smallest: #"{"request":"A0000000-0000-4000-8000-000000000003","expires":0}"#
        ),
        .init(
            SampleDocuments.principal,
            golden:
                #"{"form":1,"value":{"commonName":"Ana Ünïcode","displayName":"Ana","distinguishedName":"MEMxFDASBgoJkiaJk/IsZAEZFgR0ZXN0MRMwEQYKCZImiZPyLGQBGRYDbGFiMRYwFAYDVQQDDA1BbmEgw5xuw69jb2Rl","domain":"LAB","enabled":true,"groups":[],"id":"A0000000-0000-4000-8000-000000000001","kind":"user","mail":"ana@lab.test","name":"ana","revision":1,"sid":{"text":"S-1-5-21-1-2-3-1300"},"userPrincipalName":"ana@lab.test"}}"#,
            smallest:
                #"{"id":"A0000000-0000-4000-8000-000000000001","kind":"user","name":"a","domain":"D","sid":{"text":"S-1-5-11"},"commonName":"a"}"#
        ),
        .init(
            SampleDocuments.profile,
            golden:
                #"{"form":1,"value":{"assignedUser":"A0000000-0000-4000-8000-000000000001","comment":"c","flags":0,"id":"A0000000-0000-4000-8000-000000000004","parent":"A0000000-0000-4000-8000-000000000005","profileTemplate":"A0000000-0000-4000-8000-000000000002","profileTemplateVersion":1,"revision":1,"status":1}}"#,
            smallest:
                #"{"id":"A0000000-0000-4000-8000-000000000004","assignedUser":"A0000000-0000-4000-8000-000000000001","profileTemplate":"A0000000-0000-4000-8000-000000000002","profileTemplateVersion":1}"#
        ),
        .init(
            SampleDocuments.profileTemplate,
            golden:
                #"{"form":1,"value":{"access":{"entries":[{"isDeny":false,"rights":3,"trustee":{"text":"S-1-5-11"}},{"isDeny":true,"rights":2,"trustee":{"text":"S-1-5-21-1-2-3-1300"}}]},"certificates":[{"authority":"Sample CA","friendlyName":"Laptop","template":"Sample","usesLocalMachineStore":true}],"description":"For laptops","id":"A0000000-0000-4000-8000-000000000002","isSmartcard":true,"isVirtualSmartcard":true,"name":"Laptops","policies":{"enroll":{"approvalsNeeded":2,"approvers":[{"text":"S-1-5-21-1-2-3-1300"}],"collectsComments":true,"collectsPriority":true,"dataItems":[{"defaultValue":"Split","description":"Where","name":"Town","originator":"CertificateManager","required":true}],"defaultPriority":7,"enabled":true,"enrollmentAgentRequired":true,"enrollmentAgents":[{"text":"S-1-5-21-1-2-3-1300"}],"initiators":[{"text":"S-1-5-21-1-2-3-1300"}],"selfService":false}},"version":1}}"#,
            smallest:
                #"{"id":"A0000000-0000-4000-8000-000000000002","name":"P","certificates":[{"template":"T"}],"policies":{"enroll":{"dataItems":[{"name":"x"}]}}}"#
        ),
        .init(
            SampleDocuments.smartcard,
            golden:
                #"{"form":1,"value":{"adminKey":{"algorithm":"aes256","version":2},"assignedUser":"A0000000-0000-4000-8000-000000000001","atr":"3b00","cardID":"A0000000-0000-4000-8000-000000000008","comment":"c","flags":1,"id":"A0000000-0000-4000-8000-000000000007","middleware":"MSBaseCSP","parent":"A0000000-0000-4000-8000-000000000009","profile":"A0000000-0000-4000-8000-000000000004","profileTemplate":"A0000000-0000-4000-8000-000000000002","profileTemplateVersion":1,"request":"A0000000-0000-4000-8000-000000000003","revision":1,"status":3}}"#,
            smallest:
                #"{"id":"A0000000-0000-4000-8000-000000000007","cardID":"A0000000-0000-4000-8000-000000000008","assignedUser":"A0000000-0000-4000-8000-000000000001","profileTemplate":"A0000000-0000-4000-8000-000000000002","profileTemplateVersion":1,"profile":"A0000000-0000-4000-8000-000000000004","request":"A0000000-0000-4000-8000-000000000003"}"#
        ),
    ]
}
