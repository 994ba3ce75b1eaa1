import PKICrypto
import PKIFormats

/// The parts that many structures share, as JSON.
enum DumpParts {
    static func algorithm(_ algorithm: AlgorithmIdentifier) -> JSONValue {
        var object: JSONMembers = ["oid": .string(algorithm.oid.dotted), "name": .optional(algorithm.oid.name)]
        if let digest = algorithm.signatureDigest ?? algorithm.digest { object["digest"] = .string(digest.displayName) }
        return .object(object)
    }

    static func oid(_ oid: OID) -> JSONValue {
        ["oid": .string(oid.dotted), "name": .optional(oid.name)]
    }

    /// `[oid, stringType, value]` for each attribute, in order. The `+` in the text shows which attributes share an RDN.
    static func attributes(of name: DistinguishedName) -> JSONValue {
        .array(
            name.rdns.flatMap(\.attributes).map { attribute in
                [.string(attribute.type.dotted), .string(stringType(attribute.value.kind)), .string(attribute.value.string)]
            }
        )
    }

    static func stringType(_ kind: AttributeText.Kind) -> String {
        switch kind {
        case .utf8: "UTF8String"
        case .printable: "PrintableString"
        case .ia5: "IA5String"
        case .bmp: "BMPString"
        case .teletex: "TeletexString"
        case .numeric: "NumericString"
        case .visible: "VisibleString"
        case .universal: "UniversalString"
        case .other: "other"
        }
    }

    static func publicKey(_ key: SubjectPublicKeyInfo) -> JSONValue {
        let shown = PublicKeySummary(key)
        var object: JSONMembers = [
            "algorithm": .string(shown.algorithm), "bits": shown.bits.map(JSONValue.int) ?? .null, "curve": .optional(shown.curve),
            "oid": .string(key.algorithm.oid.dotted),
        ]
        if let exponent = key.rsaComponents?.exponent {
            object["exponent"] = exponent.count < 8 ? .int(exponent.reduce(0) { $0 << 8 | Int($1) }) : .string(Hex.encode(exponent))
        }
        object["keyIdentifier"] = .string(Hex.encode(key.keyIdentifier))
        object["sha256"] = .string(Hex.encode(Digest.sha256(key.derEncoded)))
        return .object(object)
    }

    /// Kind and value with the prefixes OpenSSL uses, such as `DNS:www.example.com`.
    static func generalName(_ name: GeneralName) -> String {
        switch name {
        case .rfc822Name(let text): "email:" + text
        case .dnsName(let text): "DNS:" + text
        case .directoryName(let name): "DirName:" + name.rfc4514
        case .uri(let text): "URI:" + text
        case .ipAddress: "IP:" + name.description.dropFirst(3)
        case .registeredID(let oid): "RID:" + oid.dotted
        case .otherName where name.userPrincipalName != nil: "UPN:" + (name.userPrincipalName ?? "")
        case .otherName, .x400Address, .ediPartyName: name.description
        }
    }

    /// The readable alternative names among the requested extensions.
    static func alternativeNames(_ extensions: [CertificateExtension]) -> [GeneralName] {
        extensions.filter { $0.oid == SubjectAlternativeName.oid }.flatMap { SubjectAlternativeName.readableNames(in: $0.value) }
    }

    static func extensions(_ extensions: [CertificateExtension]) -> JSONValue {
        .array(
            extensions.map { item in
                [
                    "oid": .string(item.oid.dotted), "name": .optional(item.oid.name), "critical": .bool(item.critical),
                    "value": .string(Hex.encode(item.value)), "decoded": DecodedValue.json(item),
                ]
            }
        )
    }

    static func attributes(_ attributes: [RequestAttribute]) -> JSONValue {
        .array(
            attributes.map { attribute in
                let grammar = Grammar.attributeValues[attribute.oid] ?? .any
                return [
                    "oid": .string(attribute.oid.dotted), "name": .optional(attribute.oid.name),
                    "values": .strings(attribute.values.map { Hex.encode($0) }),
                    "decoded": .array(attribute.values.map { DecodedValue.json($0, grammar) }),
                ]
            }
        )
    }

    static func fingerprints(_ bytes: [UInt8]) -> JSONValue {
        ["sha1": .string(Hex.encode(Digest.sha1(bytes))), "sha256": .string(Hex.encode(Digest.sha256(bytes)))]
    }
}
