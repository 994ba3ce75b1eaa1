import CAInterface
import CertEnroll
import CertificateTemplates
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("IX509CertificateTemplate, IX509CertificateTemplates, IX509CertificateTemplateWritable")
struct TemplateObjectTests {
    /// A template with every value.
    private func full() throws -> CertificateTemplate {
        var template = CertificateTemplate(
            name: "Full",
            displayName: "Full template",
            oid: "1.3.6.1.4.1.311.21.8.1.2.3",
            schemaVersion: 4,
            majorVersion: 100,
            minorVersion: 7,
            flags: [.machineType, .isModified],
            nameFlags: [.subjectRequireDirectoryPath, .subjectAltRequireDNS],
            enrollmentFlags: [.pendAllRequests, .autoEnrollment],
            keySpec: 1,
            keyUsage: [.digitalSignature],
            validitySeconds: 31_536_000,
            extendedKeyUsage: [OID.KeyPurpose.clientAuth],
            access: AccessControlList([.init(trustee: .authenticatedUsers, rights: [.read, .enroll])])
        )
        template.keyProviders = ["Microsoft Software Key Storage Provider"]
        template.authorizedSignatures = 1
        template.supersededTemplates = ["Old"]
        template.authorizedSignaturePolicies = ["1.2.3.1"]
        template.authorizedSignaturePurposes = ["1.2.3.2"]
        template.issuancePolicies = ["1.2.3.3"]
        template.applicationPolicies = ["1.2.3.4"]
        template.asymmetricAlgorithm = "ECDSA_P256"
        template.keySecurityDescriptor = "D:P(A;;GA;;;SY)"
        template.symmetricAlgorithm = "AES"
        template.symmetricKeyLength = 256
        template.hashAlgorithm = "SHA384"
        template.providerKeyUsage = 0xFF_FFFF
        template.privateKeyFlags = PrivateKeyFlags(rawValue: 0x0506_0010)
        template.overlapSeconds = 3_628_800
        return template
    }

    @Test("every EnrollmentTemplateProperty of a full template has its documented type and value")
    func everyProperty() throws {
        let template = X509CertificateTemplate(try full())
        func text(_ property: EnrollmentTemplateProperty) throws -> String? { try template.property(property).text }
        func number(_ property: EnrollmentTemplateProperty) throws -> Int32? { try template.property(property).number }
        func oids(_ property: EnrollmentTemplateProperty) throws -> [String]? {
            try template.property(property).objectIDs?.values.map(\.dotted)
        }
        #expect(try text(.commonName) == "Full")
        #expect(try text(.friendlyName) == "Full template")
        #expect(try oids(.ekus) == ["1.3.6.1.5.5.7.3.2"])
        #expect(try template.property(.cryptoProviders).texts == ["Microsoft Software Key Storage Provider"])
        #expect(try number(.majorRevision) == 100)
        #expect(try number(.keySpec) == 1)
        #expect(try number(.schemaVersion) == 4)
        #expect(try number(.minorRevision) == 7)
        #expect(try number(.raSignatureCount) == 1)
        #expect(try number(.minimumKeySize) == 2048)
        #expect(try template.property(.oid).objectID?.oid.dotted == "1.3.6.1.4.1.311.21.8.1.2.3")
        #expect(try template.property(.supersede).texts == ["Old"])
        #expect(try oids(.raCertificatePolicies) == ["1.2.3.1"])
        #expect(try oids(.raEKUs) == ["1.2.3.2"])
        #expect(try oids(.certificatePolicies) == ["1.2.3.3"])
        #expect(try oids(.v1ApplicationPolicy) == ["1.2.3.4"])
        #expect(try text(.asymmetricAlgorithm) == "ECDSA_P256")
        #expect(try text(.keySecurityDescriptor) == "D:P(A;;GA;;;SY)")
        #expect(try text(.symmetricAlgorithm) == "AES")
        #expect(try number(.symmetricKeyLength) == 256)
        #expect(try text(.hashAlgorithm) == "SHA384")
        #expect(try number(.keyUsage) == 0xFF_FFFF)
        #expect(try number(.enrollmentFlags) == 0x22)
        #expect(try number(.subjectNameFlags) == Int32(bitPattern: 0x8800_0000))
        #expect(try number(.privateKeyFlags) == 0x0506_0010)
        #expect(try number(.generalFlags) == 0x2_0040)
        let sddl = try #require(try text(.securityDescriptor))
        let access = try AccessControlList(templateDescriptor: SecurityDescriptor(sddl: sddl))
        #expect(access.entries.map(\.trustee) == [.authenticatedUsers, .authenticatedUsers])
        #expect(access.entries.map(\.rights) == [.read, .enroll])
        #expect(try template.property(.validityPeriod).seconds == 31_536_000)
        #expect(try template.property(.renewalPeriod).seconds == 3_628_800)
    }

    @Test("TemplatePropExtensions has the extensions that a request for the template has")
    func extensions() throws {
        let extensions = try #require(try X509CertificateTemplate(try full()).property(.extensions).extensions).values
        let names = extensions.map(\.oid.dotted)
        #expect(names == ["1.3.6.1.4.1.311.21.7", "2.5.29.37", "2.5.29.15", "1.3.6.1.4.1.311.21.10", "2.5.29.32"])
        #expect(extensions.filter(\.critical).map(\.oid) == [OID.Extensions.keyUsage])
        var authority = try full()
        authority.flags = [.isCA]
        authority.pathLength = 1
        authority.schemaVersion = 1
        let others = try #require(try X509CertificateTemplate(authority).property(.extensions).extensions).values
        #expect(others.first?.oid.dotted == "1.3.6.1.4.1.311.20.2")
        #expect(try others.last.map { try BasicConstraints(value: $0.value) } == BasicConstraints(isCA: true, pathLength: 1))
    }

    @Test("values that a template does not have are 0x80094004: all of schema 2 and 3 in a template of schema 1")
    func absent() async throws {
        let template = X509CertificateTemplate(
            CertificateTemplate(
                name: "Bare",
                displayName: "Bare",
                oid: "1.2.3",
                schemaVersion: 1,
                majorVersion: 3,
                minorVersion: 1,
                flags: [],
                nameFlags: [],
                enrollmentFlags: [],
                keySpec: 2,
                keyUsage: [],
                validitySeconds: 60,
                extendedKeyUsage: [],
                access: AccessControlList([])
            )
        )
        let without: [EnrollmentTemplateProperty] = [
            .ekus, .cryptoProviders, .description, .minorRevision, .oid, .supersede, .raCertificatePolicies, .raEKUs, .certificatePolicies,
            .v1ApplicationPolicy, .asymmetricAlgorithm, .keySecurityDescriptor, .symmetricAlgorithm, .symmetricKeyLength, .hashAlgorithm,
            .keyUsage,
        ]
        for (name, property) in EnrollmentTemplateProperty.documented {
            let expected: HRESULT? = without.contains(property) ? .certsrvPropertyEmpty : nil
            #expect(await failure { try template.property(property) } == expected, "\(name)")
        }
        for raw in [0, 32, -1] as [Int32] {
            #expect(await failure { try template.property(.init(rawValue: raw)) } == .invalidArgument)
        }
    }

    @Test("templates are found by name without case and by object identifier; others are 0x80092004")
    func collection() async throws {
        let templates = X509CertificateTemplates()
        let template = X509CertificateTemplate(try full())
        try templates.add(template)
        #expect(templates.count == 1)
        #expect(try templates.itemByIndex(0) === template)
        #expect(try templates.itemByName("fULL") === template)
        #expect(try templates.itemByOid("1.3.6.1.4.1.311.21.8.1.2.3") === template)
        #expect(await failure { try templates.itemByName("Empty") } == .cryptNotFound)
        #expect(await failure { try templates.itemByOid("1.2.3") } == .cryptNotFound)
        #expect(await failure { try templates.itemByIndex(1) } == .invalidArgument)
        try templates.remove(0)
        #expect(templates.count == 0)
    }

    private func writable(_ fixture: EnrollmentFixture, _ template: CertificateTemplate) throws -> X509CertificateTemplateWritable {
        let server = InProcessEnrollmentServer(
            authorities: fixture.authority.service,
            caller: fixture.authority.caller(fixture.caller),
            authority: TestAuthority.issuingName
        )
        let writable = X509CertificateTemplateWritable(server: server)
        try writable.initialize(X509CertificateTemplate(template))
        return writable
    }

    @Test("a writable template: Initialize, Template, Property, and only the security descriptor can be set")
    func writing() async throws {
        try await EnrollmentFixture.with { fixture in
            let blank = X509CertificateTemplateWritable(server: InProcessEnrollmentServer(fixture))
            #expect(await failure { try blank.initialize(nil) } == .pointer)
            #expect(await failure { try blank.property(.commonName) } == .blank)
            #expect(await failure { try blank.template } == .blank)
            #expect(await failure { try await blank.commit(.saveTemplateOverwrite) } == .blank)
            let template = X509CertificateTemplate(try full())
            try blank.initialize(template)
            #expect(await failure { try blank.initialize(template) } == .alreadyInitialized)
            #expect(try blank.template === template)
            #expect(try blank.property(.commonName).text == "Full")
            for (_, property) in EnrollmentTemplateProperty.documented where property != .securityDescriptor {
                #expect(await failure { try blank.setProperty(property, .text("x")) } == .invalidArgument)
            }
            #expect(await failure { try blank.setProperty(.securityDescriptor, .number(1)) } == .invalidArgument)
            #expect(await failure { try blank.setProperty(.securityDescriptor, .text("not SDDL")) } == .invalidArgument)
            try blank.setProperty(.securityDescriptor, .text("D:(A;;RPLCLORC;;;AU)"))
            let sddl = try #require(try blank.property(.securityDescriptor).text)
            let access = try AccessControlList(templateDescriptor: SecurityDescriptor(sddl: sddl))
            #expect(access.entries.map(\.rights) == [.read])
            #expect(try template.property(.securityDescriptor).text != sddl)
        }
    }

    @Test("Commit saves with a new or its own identifier, overwrites, deletes; an existing name is 0x80092005")
    func commit() async throws {
        try await EnrollmentFixture.with({ $0.administrator }) { fixture in
            func stored(_ name: String) async throws -> CertificateTemplate? { try await fixture.authority.store.template(named: name) }
            var copy = try #require(try await stored("User")).renamed("Copied")
            let old = copy.oid
            try await writable(fixture, copy).commit(.saveTemplateGenerateOID)
            let made = try #require(try await stored("Copied"))
            #expect(made.oid != old)
            #expect(await failure { try await writable(fixture, copy).commit(.saveTemplateGenerateOID) } == .cryptExists)
            copy = made
            copy.name = "CopiedAgain"
            copy.oid = "1.3.6.1.4.1.311.21.8.9.9.9"
            try await writable(fixture, copy).commit(.saveTemplateUseCurrentOID)
            #expect(try await stored("CopiedAgain")?.oid == copy.oid)
            let changing = try writable(fixture, made)
            try changing.setProperty(.securityDescriptor, .text("D:(A;;RPLCLORC;;;AU)"))
            try await changing.commit(.saveTemplateOverwrite)
            #expect(try await stored("Copied")?.access.entries.map(\.rights) == [.read])
            #expect(await failure { try await writable(fixture, made.renamed("Never")).commit(.saveTemplateOverwrite) } == .cryptNotFound)
            var mismatched = made
            mismatched.oid = "1.2.3"
            #expect(await failure { try await writable(fixture, mismatched).commit(.deleteTemplate) } == .cryptNotFound)
            try await writable(fixture, made).commit(.deleteTemplate)
            let left = try await fixture.authority.bound(fixture.caller).templates(enrollable: false)
            #expect(!left.contains { $0.name == "Copied" })
            #expect(await failure { try await writable(fixture, made).commit(.init(rawValue: 5)) } == .invalidArgument)
            #expect(await failure { try await writable(fixture, made).commit(.saveTemplateOverwrite, server: "dc01") } == .invalidArgument)
        }
    }

    @Test("Commit without the right is 0x80070005")
    func notAllowed() async throws {
        try await EnrollmentFixture.with { fixture in
            let template = try #require(try await fixture.authority.store.template(named: "User"))
            #expect(
                await failure { try await writable(fixture, template.renamed("Mine")).commit(.saveTemplateGenerateOID) } == .accessDenied
            )
        }
    }
}

extension InProcessEnrollmentServer {
    fileprivate init(_ fixture: EnrollmentFixture) {
        self.init(
            authorities: fixture.authority.service,
            caller: fixture.authority.caller(fixture.caller),
            authority: TestAuthority.issuingName
        )
    }
}
