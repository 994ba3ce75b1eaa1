import Foundation
import PKITesting

/// A server with profile templates for laptops and badges, which the walks through certificate management share. Each test adds its own people.
actor ManagementServer {
    private static let only = ManagementServer()
    private var start: Task<RunningServer, any Error>?

    static func get() async throws -> RunningServer { try await only.server() }

    private func server() async throws -> RunningServer {
        if let start { return try await start.value }
        let task = Task { try await Self.prepared() }
        start = task
        return try await task.value
    }

    /// Everything is set up as docs/operating says: files and commands.
    private static func prepared() async throws -> RunningServer {
        let server = try await RunningServer.start()
        for group in ["Help Desk", "Escrow Agents"] { try await succeed(server, ["group", "add", group]) }
        try await succeed(server, ["template", "apply", try server.write(certificateTemplates, to: "certificate-templates.yaml")])
        for template in ["WalkSignature", "WalkRSA", "WalkDecryption", "WalkEncryption"] {
            try await succeed(server, ["template", "publish", template])
            try await succeed(
                server,
                ["agent-grant", "add", "ChanceryCMAgent", "--template", template, "--subjects", "Users", "--acts", "enroll,revoke,recover"]
            )
        }
        try await succeed(server, ["profile-template", "apply", try server.write(profileTemplates, to: "profile-templates.yaml")])
        return server
    }

    private static func succeed(_ server: RunningServer, _ arguments: [String]) async throws {
        let result = try await server.administer(arguments)
        guard result.status == 0 else {
            throw ProgramFailed(arguments: arguments, status: result.status, said: result.text + result.errorText)
        }
    }

    /// The management key of new cards for the profile template `Vault badge`.
    static let firstAESKey = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

    private static let certificateTemplates = """
        name: WalkSignature
        displayName: Signature
        schemaVersion: 3
        nameFlags: [SUBJECT_REQUIRE_DIRECTORY_PATH]
        enrollmentFlags: [ALLOW_ENROLL_ON_BEHALF_OF]
        asymmetricAlgorithm: ECDSA_P256
        hashAlgorithm: SHA256
        keyUsage: [digitalSignature]
        validity: 90d
        overlap: 2w
        extendedKeyUsage: [emailProtection]
        applicationPolicies: [emailProtection]
        access:
          - allow: [read, enroll]
            to: Authenticated Users
        ---
        name: WalkRSA
        displayName: Signature with RSA
        schemaVersion: 2
        nameFlags: [SUBJECT_REQUIRE_DIRECTORY_PATH]
        enrollmentFlags: [ALLOW_ENROLL_ON_BEHALF_OF]
        keySpec: 2
        keyUsage: [digitalSignature]
        validity: 90d
        overlap: 2w
        extendedKeyUsage: [emailProtection]
        applicationPolicies: [emailProtection]
        access:
          - allow: [read, enroll]
            to: Authenticated Users
        ---
        name: WalkDecryption
        displayName: Decryption on a card
        schemaVersion: 2
        nameFlags: [SUBJECT_REQUIRE_DIRECTORY_PATH]
        enrollmentFlags: [ALLOW_ENROLL_ON_BEHALF_OF]
        keySpec: 1
        keyUsage: [keyEncipherment]
        validity: 90d
        overlap: 2w
        extendedKeyUsage: [emailProtection]
        applicationPolicies: [emailProtection]
        access:
          - allow: [read, enroll]
            to: Authenticated Users
        ---
        name: WalkEncryption
        displayName: Encryption
        schemaVersion: 2
        nameFlags: [SUBJECT_REQUIRE_DIRECTORY_PATH]
        enrollmentFlags: [ALLOW_ENROLL_ON_BEHALF_OF]
        privateKeyFlags: [EXPORTABLE_KEY]
        keySpec: 1
        keyUsage: [keyEncipherment]
        validity: 90d
        overlap: 2w
        extendedKeyUsage: [emailProtection]
        applicationPolicies: [emailProtection]
        access:
          - allow: [read, enroll]
            to: Authenticated Users
        """

    private static let profileTemplates = """
        name: Badge
        isSmartcard: true
        certificates:
          - template: WalkSignature
          - template: WalkRSA
        smartcard:
          diversifiesAdminKey: true
        policies:
          enroll: {}
          renew: {reusesCard: true}
          recover: {}
          duplicate: {}
          revoke: {}
          reinstate: {}
          retire: {}
          unblock: {}
          offlineUnblock:
            selfService: false
            initiators: [Help Desk]
          temporaryCards: {}
        access:
          - allow: [read, enroll]
            to: Users
        ---
        name: Vault badge
        isSmartcard: true
        certificates:
          - template: WalkSignature
          - template: WalkDecryption
        smartcard:
          adminKeyAlgorithm: aes256
          defaultAdminKey: "\(firstAESKey)"
          pinOption: serverDistributed
        policies:
          enroll: {}
          renew: {reusesCard: true}
          retire: {}
          unblock: {}
        access:
          - allow: [read, enroll]
            to: Users
        ---
        name: Laptop
        certificates:
          - template: WalkSignature
          - template: WalkEncryption
            isServerGenerated: true
        policies:
          enroll: {}
          renew: {reissuesArchived: true}
          recover: {reissuesArchived: true}
          recoverOnBehalf:
            selfService: false
            enrollmentAgentRequired: true
            initiators: [Escrow Agents]
            enrollmentAgents: [Escrow Agents]
          duplicate: {}
          onlineUpdate: {}
          revoke: {revocation: {reason: 4}}
          reinstate: {}
        access:
          - allow: [read, enroll]
            to: Users
        """
}
