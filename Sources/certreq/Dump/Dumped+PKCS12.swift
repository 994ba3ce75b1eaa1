import OpenSSLKeys
import PKICrypto
import PKIFormats

extension DumpedStructure {
    /// A container of RFC 7292. Without its password, the unencrypted parts are shown, and a warning says that the rest stays closed.
    static func pfx(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let pfx = try PFX(berEncoded: bytes)
        var structure = DumpedStructure("pkcs12", ["version": 3], bytes: bytes, grammar: .pfx)
        structure.members["integrity"] = integrity(pfx)
        guard let content = pfx.authenticatedSafe else {
            structure.members["bags"] = []
            structure.warn(
                "not-opened",
                "the content is \(pfx.authSafe.contentType.nameOrDotted), which is signed with a key instead of a password"
            )
            return structure
        }
        let safes = try AuthenticatedSafe(derEncoded: BERTranscoder.der(from: content, structure: "AuthenticatedSafe")).safes
        structure.addSafes(safes)
        if let mac = pfx.macData {
            structure.warn(Weakness.ofIterations(derivationOf(mac)?.iterations ?? mac.iterations, of: "the MAC"))
        } else {
            structure.warn("no-mac", "nothing protects the container from being changed")
        }
        switch opened(bytes, context) {
        case .success(let container)?:
            structure.members["opened"] = true
            structure.addBags(of: container, safes, context)
        case .failure(let error)?:
            structure.members["opened"] = false
            structure.faults.append(FormatError(structure: "PFX", field: "authSafe", reason: error.description))
            structure.addClearBags(safes, context)
        case nil:
            structure.members["opened"] = false
            structure.warn("not-opened", "no password was given, so the encrypted parts were not read")
            structure.addClearBags(safes, context)
        }
        return structure
    }

    /// Tries the empty password first, which some programs use on purpose, then the given one; `nil` when there is none to try.
    private static func opened(_ bytes: [UInt8], _ context: DumpContext) -> Result<PKCS12, KeyError>? {
        let open = try? PKCS12(pfx: bytes, password: .none, keepsClosedKeys: true, legacy: Legacy())
        if let open, open.closedKeys.isEmpty { return .success(open) }
        guard let octets = context.passwords.password(for: "the container") else { return open.map { .success($0) } }
        let password = FilePassword(octets: octets)
        return Result { () throws(KeyError) in
            guard open != nil else { return try PKCS12(pfx: bytes, password: password, keepsClosedKeys: true, legacy: Legacy()) }
            return try PKCS12(pfx: bytes, password: .none, keyPassword: password, keepsClosedKeys: true, legacy: Legacy())
        }
    }

    private static func integrity(_ pfx: PFX) -> JSONValue {
        guard let mac = pfx.macData else { return .null }
        var object: JSONMembers = ["algorithm": DumpParts.algorithm(mac.algorithm), "iterations": .int(mac.iterations)]
        if let parameters = mac.algorithm.parameters.flatMap({ try? PBMAC1Parameters(derEncoded: $0) }) {
            object["derivation"] = DumpParts.algorithm(parameters.keyDerivationFunction)
            object["iterations"] = derivationOf(mac).map { .int($0.iterations) } ?? .null
        }
        return .object(object)
    }

    /// The PBKDF2 of PBMAC1. Its iterations count, and those of the MacData do not (RFC 9579 §4).
    private static func derivationOf(_ mac: MacData) -> PBKDF2Parameters? {
        guard mac.algorithm.oid == OID.Algorithms.pbmac1,
            let parameters = mac.algorithm.parameters.flatMap({ try? PBMAC1Parameters(derEncoded: $0) }),
            parameters.keyDerivationFunction.oid == OID.Algorithms.pbkdf2
        else { return nil }
        return parameters.keyDerivationFunction.parameters.flatMap { try? PBKDF2Parameters(derEncoded: $0) }
    }

    private mutating func addSafes(_ safes: [ContentInfo]) {
        var values: [JSONValue] = []
        for safe in safes {
            var object: JSONMembers = ["contentType": DumpParts.oid(safe.contentType), "encryption": .null]
            if safe.contentType == OID.CMS.encryptedData, let data = try? EncryptedData(berEncoded: safe.content) {
                object["encryption"] = Self.encryption(data.encryptedContentInfo.algorithm)
                warn(Weakness.ofPassword(data.encryptedContentInfo.algorithm))
            }
            values.append(.object(object))
        }
        members["safes"] = .array(values)
    }

    // MARK: Bags

    private mutating func addClearBags(_ safes: [ContentInfo], _ context: DumpContext) {
        var values: [JSONValue] = []
        for bag in Self.clearBags(safes) {
            let encrypted: JSONValue = if case .shroudedKey = bag.value { true } else { false }
            var object = Self.bag(bag.type, bag.attributes)
            object["encrypted"] = encrypted
            switch bag.value {
            case .key(let info):
                addKey(info, to: &object)
                warnOfClearKey()
            case .shroudedKey(let key):
                object["encryption"] = Self.encryption(key.algorithm)
                warn(Weakness.ofPassword(key.algorithm))
            case .certificate(let item): if let x509 = item.x509 { addCertificate(x509, to: &object, context) }
            case .revocationList(let item): if let x509 = item.x509 { addList(x509, to: &object, context) }
            case .secret(let secret): object["secretType"] = DumpParts.oid(secret.type)
            case .contents, .other: break
            }
            values.append(.object(object))
        }
        members["bags"] = .array(values)
    }

    private mutating func addBags(of container: PKCS12, _ safes: [ContentInfo], _ context: DumpContext) {
        var inside = context
        inside.bystanders.add(container.certificates.map(\.derEncoded))
        var clearKeys: Set<[UInt8]> = []
        for bag in Self.clearBags(safes) {
            if case .key(let info) = bag.value { clearKeys.insert(info.derEncoded) }
            if case .shroudedKey(let key) = bag.value { warn(Weakness.ofPassword(key.algorithm)) }
        }
        var values: [JSONValue] = []
        for key in container.keys {
            let isClear = clearKeys.contains(key.pkcs8)
            var object = Self.bag(isClear ? OID.PKCS12.keyBag : OID.PKCS12.shroudedKeyBag, key.attributes)
            if let info = try? PrivateKeyInfo(derEncoded: key.pkcs8) { addKey(info, to: &object) }
            if isClear { warnOfClearKey() }
            values.append(.object(object))
        }
        for closed in container.closedKeys {
            var object = Self.bag(OID.PKCS12.shroudedKeyBag, closed.attributes)
            object["encrypted"] = true
            object["encryption"] = Self.encryption(closed.key.algorithm)
            values.append(.object(object))
            let name = closed.attributes.friendlyName.map { " \"\($0)\"" } ?? ""
            faults.append(
                FormatError(
                    structure: "PFX",
                    field: "bags[\(values.count - 1)]",
                    reason: "the private key\(name) stays closed: its password differs from the container's"
                )
            )
        }
        for item in container.certificates {
            var object = Self.bag(OID.PKCS12.certBag, item.attributes)
            addCertificate(item.derEncoded, to: &object, inside)
            values.append(.object(object))
        }
        for item in container.revocationLists {
            var object = Self.bag(OID.PKCS12.crlBag, item.attributes)
            addList(item.derEncoded, to: &object, inside)
            values.append(.object(object))
        }
        for secret in container.secrets {
            var object = Self.bag(OID.PKCS12.secretBag, secret.attributes)
            object["secretType"] = DumpParts.oid(secret.bag.type)
            values.append(.object(object))
        }
        for bag in container.others { values.append(.object(Self.bag(bag.type, bag.attributes))) }
        members["bags"] = .array(values)
    }

    /// The bags in unencrypted safes, including bags inside bags.
    private static func clearBags(_ safes: [ContentInfo]) -> [SafeBag] {
        safes.filter { $0.contentType == OID.CMS.data }.flatMap { safe in
            guard let octets = PFX.octets(ofData: safe), let der = try? BERTranscoder.der(from: octets, structure: "SafeContents"),
                let contents = try? SafeContents(derEncoded: der)
            else { return [SafeBag]() }
            return contents.bags.flatMap(flattened)
        }
    }

    private static func flattened(_ bag: SafeBag) -> [SafeBag] {
        if case .contents(let contents) = bag.value { contents.bags.flatMap(flattened) } else { [bag] }
    }

    private static func bag(_ type: OID, _ attributes: [BagAttribute]) -> JSONMembers {
        [
            "type": .string(bagNames[type] ?? type.nameOrDotted), "oid": .string(type.dotted),
            "friendlyName": .optional(attributes.friendlyName),
            "localKeyID": .optional(attributes.localKeyIdentifier.map { Hex.encode($0) }),
            "attributes": .array(
                attributes.map { attribute in
                    [
                        "oid": .string(attribute.oid.dotted), "name": .optional(attribute.oid.name),
                        "values": .strings(attribute.values.map { Hex.encode($0) }),
                    ]
                }
            ),
        ]
    }

    private static let bagNames: [OID: String] = [
        OID.PKCS12.keyBag: "keyBag", OID.PKCS12.shroudedKeyBag: "pkcs8ShroudedKeyBag", OID.PKCS12.certBag: "certBag",
        OID.PKCS12.crlBag: "crlBag", OID.PKCS12.secretBag: "secretBag", OID.PKCS12.safeContentsBag: "safeContentsBag",
    ]

    private mutating func warnOfClearKey() {
        warn("unencrypted", "a private key is not encrypted: whoever has the file has the key")
    }

    private mutating func addKey(_ info: PrivateKeyInfo, to object: inout JSONMembers) {
        let key = DumpedStructure.publicPart(of: info)
        object["algorithm"] = DumpParts.algorithm(info.algorithm)
        object["publicKey"] = key.map(DumpParts.publicKey) ?? .null
        if let key { warn(Weakness.of(key)) }
    }

    private mutating func addCertificate(_ bytes: [UInt8], to object: inout JSONMembers, _ context: DumpContext) {
        do throws(FormatError) {
            let certificate = try DumpedStructure.certificate(bytes, context)
            object["subject"] = certificate.members["subject"]
            object["certificate"] = certificate.json
            adopt(certificate, as: "bag")
        } catch {
            faults.append(FormatError(structure: error.structure, field: error.field, reason: "\(error.reason) (in a bag)"))
        }
    }

    private mutating func addList(_ bytes: [UInt8], to object: inout JSONMembers, _ context: DumpContext) {
        do throws(FormatError) {
            let list = try DumpedStructure.certificateList(bytes, context)
            object["crl"] = list.json
            adopt(list, as: "bag")
        } catch {
            faults.append(FormatError(structure: error.structure, field: error.field, reason: "\(error.reason) (in a bag)"))
        }
    }
}
