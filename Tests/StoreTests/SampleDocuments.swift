import CACore
import CAInterface
import CertManagement
import CertificateTemplates
import PortableFoundation
import PKIDirectory
import PKIFormats

@testable import Store

/// One value of every kind of document, the same at every call. The golden texts and the fixture are made from them.
enum SampleDocuments {
    static let time = Date(timeIntervalSince1970: 1_795_219_200)

    static func id(_ number: UInt8) -> UUID { UUID(uuid: (0xA0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, number)) }

    static let sid = SecurityIdentifier.account(domain: (1, 2, 3), relativeID: 1300)

    static let access = AccessControlList([
        .init(trustee: .authenticatedUsers, rights: [.read, .enroll]), .init(trustee: sid, rights: .enroll, isDeny: true),
    ])

    static let duties = AuthorityDuties(
        roleSeparation: true,
        officerRestrictions: [OfficerRestriction(officer: sid, template: "Sample", subjects: .everyone, isDeny: true)],
        auditFilter: [.revocation, .security]
    )

    static let settings = AuthoritySettings(
        singleOperator: true,
        crlPeriodSeconds: 3600,
        crlValiditySeconds: 7200,
        publicAddress: "http://pki.lab.test",
        unissuedPerHour: 5,
        certificateTransparency: false,
        largestTimestampList: 1024,
        presigning: false,
        endorsementIssuers: [],
        endorsementKeys: [],
        ocsp: OCSPSettings(),
        recoveryAgents: [],
        recoveryAgentsUsed: 1,
        recoveryOfficers: 2,
        partitionLocations: []
    )

    static let parentRevocation = ParentRevocation(generation: 1, when: time, reason: 6, listed: time)

    static let renewal = StoredRenewal(
        id: id(10),
        key: AuthorityKey(
            index: 1,
            reference: .sealedFile(name: "authority-1-1"),
            publicKey: [1, 2],
            signatureAlgorithm: [3],
            listPath: "crl/Sample(1).crl"
        ),
        isNewKey: true,
        validitySeconds: 86_400,
        request: [4],
        began: time
    )

    /// Every field has a different value, except the curves, which came after the golden text.
    static let template = {
        var template = CertificateTemplate(
            name: "Sample",
            displayName: "A sample",
            oid: "1.3.6.1.4.1.311.21.8.1.2",
            schemaVersion: 2,
            majorVersion: 100,
            minorVersion: 3,
            flags: [.machineType],
            nameFlags: [.enrolleeSuppliesSubject],
            enrollmentFlags: [.pendAllRequests],
            keySpec: 2,
            keyUsage: [.digitalSignature],
            validitySeconds: 86_400,
            extendedKeyUsage: [OID.KeyPurpose.clientAuth],
            access: access
        )
        template.privateKeyFlags = [.exportableKey]
        template.minimumKeySize = 3072
        template.minimumCurveBits = 384
        template.overlapSeconds = 3600
        template.criticalExtensions = []
        template.pathLength = 1
        template.authorizedSignatures = 1
        template.acceptsSHA1ProofOfPossession = true
        return template
    }()

    static let principal = Principal(
        id: id(1),
        kind: .user,
        name: "ana",
        domain: "LAB",
        sid: sid,
        commonName: "Ana Ünïcode",
        displayName: "Ana",
        mail: "ana@lab.test",
        userPrincipalName: "ana@lab.test",
        dnsHostName: nil,
        distinguishedName: .of([(.domainComponent, "test"), (.domainComponent, "lab"), (.commonName, "Ana Ünïcode")]),
        enabled: true,
        revision: 1
    )

    static let profileTemplate = ProfileTemplate(
        id: id(2),
        name: "Laptops",
        description: "For laptops",
        isSmartcard: true,
        isVirtualSmartcard: true,
        certificates: [.init(template: "Sample", authority: "Sample CA", friendlyName: "Laptop", usesLocalMachineStore: true)],
        policies: [
            .enroll: WorkflowPolicy(
                enabled: true,
                selfService: false,
                approvalsNeeded: 2,
                enrollmentAgentRequired: true,
                collectsComments: true,
                collectsPriority: true,
                defaultPriority: 7,
                initiators: [sid],
                approvers: [sid],
                enrollmentAgents: [sid],
                dataItems: [
                    .init(name: "Town", description: "Where", required: true, originator: .certificateManager, defaultValue: "Split")
                ]
            )
        ],
        access: access
    )

    static let request = ManagementRequest(
        id: id(3),
        workflow: .enroll,
        machine: WorkflowMachine(approvalsNeeded: 2),
        flags: [],
        dataItems: [.init(name: "Town", value: nil)],
        dataCollectionFlags: [.certificateManagerProvided],
        originator: .init(id: id(1), sid: sid),
        target: .init(id: id(1), sid: sid),
        submitted: time,
        newProfile: id(4),
        oldProfile: nil,
        priority: 9,
        comment: "“quoted”\n",
        profileTemplate: id(2),
        profileTemplateVersion: 1
    )

    static let profile = Profile(
        id: id(4),
        assignedUser: id(1),
        profileTemplate: id(2),
        profileTemplateVersion: 1,
        parent: id(5),
        primary: nil,
        comment: "c"
    )

    static let smartcard = Smartcard(
        id: id(7),
        status: .active,
        flags: [.primary],
        cardID: id(8),
        atr: "3b00",
        assignedUser: id(1),
        profileTemplate: id(2),
        profileTemplateVersion: 1,
        profile: id(4),
        request: id(3),
        parent: id(9),
        comment: "c",
        adminKey: .init(algorithm: .aes256, version: 2)
    )

    static let oneTimePasswords = OneTimePasswords(
        request: id(3),
        revision: 3,
        entries: [
            .init(
                distribution: .onScreen,
                record: PasswordRecord(
                    algorithm: "scrypt",
                    cost: 16,
                    blockSize: 8,
                    parallelism: 1,
                    salt: [3],
                    hash: [1, 2],
                    generation: id(9)
                )
            )
        ],
        expires: Date(timeIntervalSinceReferenceDate: 0),
        failures: 2,
        redeemed: Date(timeIntervalSinceReferenceDate: 1)
    )

    static let certificate = ManagedCertificate(
        profile: id(4),
        request: id(3),
        option: 0,
        authority: "Sample CA",
        authorityRequest: RequestID(7),
        template: "Sample",
        serialNumber: "4a01",
        thumbprint: "AB",
        notBefore: time,
        notAfter: time + 86_400
    )

    static let event = HistoryEvent(
        id: id(6),
        request: id(3),
        when: time,
        kind: .initiated,
        actor: id(1),
        actorName: "LAB\\ana",
        from: .none,
        to: request.status,
        comment: "c",
        detail: "d",
        correlationID: id(7)
    )

    static let attempt = AttemptDocument(authority: "Sample CA", template: "Sample")

    static let certificateAttempt = CertificateAttempt(
        request: id(3),
        option: 0,
        number: 1,
        certificationRequest: [0x30, 0x00],
        authority: attempt.authority,
        template: attempt.template
    )
}
