import CAInterface
import CardEnrollment
import CertCli
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats
import PKITesting
import SmartCards
import Synchronization

/// A server of certificate management as its documentation describes it, in memory: one template for cards, real certificates, and every call kept.
actor ScriptedManagement: ManagementTransport {
    struct Settings: Sendable {
        var diversifies = true
        /// The number of the interface: 1 asks the user, 2 lets the server choose.
        var pinOption = 1
        /// Name, size and usages of each key.
        var options: [(name: String, size: Int, usages: Int)] = [("ECDSA_P256", 256, 2)]
        var approvalsNeeded = 0
        var refusesCertificates = false
        /// The CA waits for an officer.
        var keepsCertificatesBack = false
        var firstKey = CardPair.factoryKey
    }

    struct Row: Sendable {
        var type: Int
        var status: Int
        var smartcard: UUID?
        var old: UUID?
        var requests: [Int: [UInt8]] = [:]
        var certificates: [Int: [UInt8]] = [:]
    }

    static let template = UUID()
    static let types = ["enroll": 1, "recover": 2, "renew": 3, "unblock": 5, "retire": 7, "offlineunblock": 14]

    var settings: Settings
    private(set) var rows: [UUID: Row] = [:]
    private(set) var smartcards: [UUID: (card: UUID, status: Int)] = [:]
    private(set) var calls: [String] = []
    /// The cards that were given a key of their own.
    private var given: Set<UUID> = []
    private(set) var issued: [Certificate] = []
    private let hierarchy: SampleHierarchy

    init(_ hierarchy: SampleHierarchy, _ settings: Settings = Settings()) {
        self.hierarchy = hierarchy
        self.settings = settings
    }

    func change(_ change: @Sendable (inout Settings) -> Void) { change(&settings) }

    func approve(_ id: UUID) { rows[id]?.status = 3 }

    /// The management key of a card; derived from its id, as a server derives it from a master key.
    static func ownKey(_ card: UUID) -> [UInt8] { Array(Digest.sha256(Array("master \(card.uuidString)".utf8)).prefix(24)) }

    /// One block of 3DES.
    static func encrypted(_ block: [UInt8], _ key: [UInt8]) -> [UInt8] {
        let whole = try? Legacy().encrypt(block, key: key, vector: [UInt8](repeating: 0, count: 8), cipher: .tripleDESCBC)
        return Array(whole?.prefix(8) ?? [])
    }

    func send(_ method: ManagementMethod, target: String, body: [UInt8]?, mayRepeat: Bool) async throws -> [UInt8] {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let prefix = "/CertificateManagement/api/v1.0/"
        guard parts[0].hasPrefix(prefix) else { throw refused("no such path \(target)") }
        let path = parts[0].dropFirst(prefix.count).split(separator: "/").map(String.init)
        var query: [String: String] = [:]
        for pair in parts.dropFirst().first?.split(separator: "&") ?? [] {
            let fields = pair.split(separator: "=", maxSplits: 1).map { String($0).removingPercentEncoding ?? "" }
            query[fields[0]] = fields.count > 1 ? fields[1] : ""
        }
        let json = try body.flatMap { try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any] } ?? [:]
        calls.append("\(method.rawValue) \(path.map { UUID(uuidString: $0) == nil ? $0 : "*" }.joined(separator: "/"))")
        let answer = try await answer(method, path, query, json)
        guard let answer else { return [] }
        return [UInt8](try JSONSerialization.data(withJSONObject: answer, options: .fragmentsAllowed))
    }

    private func answer(_ method: ManagementMethod, _ path: [String], _ query: [String: String], _ json: [String: Any]) async throws -> Any?
    {
        let id = path.count > 1 ? UUID(uuidString: path[1]) : nil
        switch (method, path.first ?? "", path.count, path.last ?? "") {
        case (.get, "profiletemplates", 1, _):
            return [["Name": "Badge", "Uuid": Self.template.uuidString.lowercased(), "IsSmartcardProfileTemplate": true]]
        case (.get, "profiletemplates", 4, "enroll"): return ["Enabled": true]
        case (.get, "profiletemplates", 4, "smartcards"): return configuration
        case (.post, "requests", 1, _): return try create(json)
        case (.get, "requests", 2, _): return id.flatMap { id in rows[id].map { shown(id, $0) } }
        case (.put, "requests", 2, _): return try setStatus(try known(id), json)
        case (.get, "requests", 3, "certificaterequestgenerationoptions"):
            return settings.options.map {
                ["Subject": "", "KeyAlgorithmName": $0.name, "KeySize": $0.size, "HashAlgorithmName": "SHA256", "KeyUsages": $0.usages]
            }
        case (.post, "requests", 3, "certificatedata"): return try await certificates(try known(id), json)
        case (.post, "smartcards", 1, _): return try bind(json)
        case (.get, "smartcards", 1, _):
            let found = smartcards.first { $0.value.card.uuidString.lowercased() == query["cardid"] && $0.value.status != 6 }
            return found.map { shown($0.key) }
        case (.get, "smartcards", 2, _): return id.flatMap { smartcards[$0] == nil ? nil : shown($0) }
        case (.put, "requests", 4, _):
            let smartcard = try bound(try known(id), path)
            smartcards[smartcard]?.status = 6
            return shown(smartcard)
        case (.get, "requests", 5, let secret):
            let request = try known(id)
            let smartcard = try bound(request, path)
            guard let card = smartcards[smartcard]?.card, card.uuidString.lowercased() == query["cardid"] else {
                throw refused("another card")
            }
            if rows[request]?.status == 3 { rows[request]?.status = 18 }
            return try answer(secret, card, query)
        default: throw refused("no such route \(path)")
        }
    }

    private func answer(_ secret: String, _ card: UUID, _ query: [String: String]) throws -> Any? {
        switch secret {
        case "diversifiedkey":
            guard settings.diversifies else { return nil }
            given.insert(card)
            return Base64.encode(Self.ownKey(card))
        case "serverproposedpin": return settings.pinOption > 1 ? "24681357" : nil
        default:
            guard let challenge = try? Base64.decode(query["challenge"] ?? ""), challenge.count == 8 else {
                throw CAError(.malformed, status: .invalidData, "the challenge has not 8 octets")
            }
            // It answers for no key that the card cannot have.
            guard query["diversified"] != "true" || given.contains(card) else { throw refused("the card has no key of its own") }
            return Base64.encode(Self.encrypted(challenge, query["diversified"] == "true" ? Self.ownKey(card) : settings.firstKey))
        }
    }

    private var configuration: [String: Any] {
        [
            "ProviderId": "MSBaseCSP", "DefaultAdminKeyHex": Hex.encode(settings.firstKey), "DiversifyAdminKey": settings.diversifies,
            "UserPinOption": settings.pinOption, "MinimumPinLength": 6,
        ]
    }

    private func create(_ json: [String: Any]) throws -> String {
        guard let type = (json["type"] as? String).flatMap({ Self.types[$0.lowercased()] }) else { throw refused("no such type") }
        let id = UUID()
        let old = (json["smartcard"] as? String).flatMap { UUID(uuidString: $0) }
        rows[id] = Row(type: type, status: settings.approvalsNeeded > 0 ? 16 : 3, smartcard: type == 3 ? nil : old, old: old)
        return "api/v1.0/requests/\(id.uuidString.lowercased())"
    }

    private func bind(_ json: [String: Any]) throws -> String {
        let request = try known((json["requestid"] as? String).flatMap { UUID(uuidString: $0) })
        guard let card = (json["cardid"] as? String).flatMap({ UUID(uuidString: $0) }) else { throw refused("no card") }
        let id = rows[request]?.smartcard ?? UUID()
        rows[request]?.smartcard = id
        rows[request]?.status = 18
        smartcards[id] = (card, 2)
        return "api/v1.0/smartcards/\(id.uuidString.lowercased())"
    }

    private func certificates(_ id: UUID, _ json: [String: Any]) async throws -> [[String: Any]] {
        var answers: [[String: Any]] = []
        for (option, text) in ((json["certificaterequests"] as? [String]) ?? []).enumerated() {
            let der = try Base64.decode(text.filter { !$0.isWhitespace })
            if settings.refusesCertificates || settings.keepsCertificatesBack {
                rows[id]?.requests[option] = der
                let disposition = settings.keepsCertificatesBack ? 5 : 2
                answers.append(["Error": ["Disposition": disposition, "HResult": -1, "Message": "not now"], "Pkcs7": NSNull()])
                continue
            }
            if let before = rows[id]?.requests[option], before != der {
                answers.append([
                    "Error": ["Disposition": 1, "HResult": -1, "Message": "another request was sent for this option"], "Pkcs7": NSNull(),
                ])
                continue
            }
            rows[id]?.requests[option] = der
            let request = try CertificationRequest(derEncoded: der)
            guard try request.hasValidSignature() else { throw refused("no proof of possession") }
            if rows[id]?.certificates[option] == nil {
                let certificate = try await hierarchy.issuing.issue(
                    subject: .of([(.commonName, "Card Holder")]),
                    publicKey: request.subjectPublicKeyInfo
                )
                issued.append(certificate)
                // The issuer first: an answer's order says nothing.
                rows[id]?.certificates[option] = SignedData.certsOnly([hierarchy.issuing.certificate.derEncoded, certificate.derEncoded])
            }
            answers.append([
                "Error": NSNull(), "Pkcs7": Base64.encode(rows[id]?.certificates[option] ?? [], lineLength: 64) + "\r\n", "isPkcs7": true,
            ])
        }
        return answers
    }

    private func setStatus(_ id: UUID, _ json: [String: Any]) throws -> [String: Any]? {
        guard let row = rows[id] else { return nil }
        guard [3, 18].contains(row.status) else { throw refused("the request is final") }
        let isCompleted = json["status"] as? String == "Completed"
        rows[id]?.status = isCompleted ? 8 : 17
        if isCompleted, let smartcard = row.smartcard, row.type != 7 {
            if let old = row.old, old != smartcard { smartcards[old]?.status = 6 }
            smartcards[smartcard]?.status = 3
        }
        return rows[id].map { shown(id, $0) }
    }

    private func shown(_ id: UUID, _ row: Row) -> [String: Any] {
        let none = "00000000-0000-0000-0000-000000000000"
        return [
            "Uuid": id.uuidString.lowercased(), "RequestType": row.type, "Status": row.status,
            "NewSmartcardUuid": row.smartcard?.uuidString.lowercased() ?? none,
            "OldSmartcardUuid": row.old?.uuidString.lowercased() ?? none,
            "ProfileTemplateUuid": Self.template.uuidString.lowercased(), "IsSmartcard": true,
        ]
    }

    private func shown(_ smartcard: UUID) -> [String: Any] {
        let (card, status) = smartcards[smartcard] ?? (smartcard, 0)
        return [
            "Uuid": smartcard.uuidString.lowercased(), "Status": status, "SerialNumber": "{\(card.uuidString.lowercased())}",
            "ProfileTemplateUuid": Self.template.uuidString.lowercased(),
        ]
    }

    private func known(_ id: UUID?) throws -> UUID {
        guard let id, rows[id] != nil else { throw refused("no such request") }
        return id
    }

    private func bound(_ request: UUID, _ path: [String]) throws -> UUID {
        guard let smartcard = UUID(uuidString: path[3]), rows[request]?.smartcard == smartcard else {
            throw refused("the card is not bound")
        }
        return smartcard
    }

    private nonisolated func refused(_ reason: String) -> CAError { CAError(.accessDenied, status: .accessDenied, reason) }
}

/// Secrets of a test: what is asked for, and what was handed over.
final class ScriptedSecrets: CardSecrets {
    private let state: Mutex<(pin: String, puk: String?, delivered: [String], kept: Int)>
    let pfxPassword = "secret"

    init(pin: String = "135790", puk: String? = nil) { state = Mutex((pin, puk, [], 0)) }

    /// The PINs that the server chose.
    var delivered: [String] { state.withLock { $0.delivered } }

    func newPIN(minimumLength: Int) async throws -> [UInt8] { Array(state.withLock { $0.pin }.utf8) }
    func presentPIN() async throws -> [UInt8] { Array(state.withLock { $0.pin }.utf8) }
    func presentPUK() async throws -> [UInt8]? { state.withLock { $0.puk }.map { Array($0.utf8) } }
    func deliver(pin: [UInt8]) async throws { state.withLock { $0.delivered.append(String(decoding: pin, as: UTF8.self)) } }
    func keep(pfx: [UInt8], template: String) async throws { state.withLock { $0.kept += 1 } }
}
