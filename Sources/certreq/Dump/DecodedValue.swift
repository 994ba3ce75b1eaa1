import PKIFormats

/// The value of an extension or attribute as JSON. The usual ones have the form that their readers expect; all others have the names of
/// their fields.
enum DecodedValue {
    static func json(_ item: CertificateExtension) -> JSONValue {
        switch try? KnownExtensions.decode(item) {
        case let value as KeyUsage: return .strings(value.names)
        case let value as ExtendedKeyUsage: return .strings(value.purposes.map(\.nameOrDotted))
        case let value as ApplicationPolicies: return .strings(value.policies.map(\.nameOrDotted))
        case let value as SubjectAlternativeName: return .strings(value.names.map(DumpParts.generalName))
        case let value as IssuerAlternativeName: return .strings(value.names.map(DumpParts.generalName))
        case let value as SubjectKeyIdentifier: return .string(Hex.encode(value.bytes))
        case let value as BasicConstraints:
            return ["ca": .bool(value.isCA), "pathLength": value.pathLength.map(JSONValue.int) ?? .null]
        case let value as AuthorityKeyIdentifier:
            return [
                "keyIdentifier": .optional(value.keyIdentifier.map { Hex.encode($0) }),
                "issuer": .strings(value.authorityCertificateIssuer.map(DumpParts.generalName)),
                "serial": .optional(value.authorityCertificateSerialNumber.map { Hex.encode($0) }),
            ]
        case let value as CRLNumber: return .string(value.number.map { String($0) } ?? "0x" + Hex.encode(value.bytes))
        case let value as CRLReason: return .string(value.name)
        case let value as MicrosoftTemplateName: return .string(value.name)
        case let value as SignedCertificateTimestampList: return timestamps(value)
        default: return json(item.value, Grammar.extensionValues[item.oid] ?? .any)
        }
    }

    /// The fields of an encoding, or a string of hexadecimal digits when the bytes are not an encoding.
    static func json(_ bytes: [UInt8], _ grammar: Grammar) -> JSONValue {
        guard let tree = try? Annotation(memberLimit: nil).tree(of: bytes, grammar, label: ""), tree.offset == 0, tree.length == bytes.count
        else { return .string(Hex.encode(bytes)) }
        return json(tree)
    }

    private static func json(_ node: FieldNode) -> JSONValue {
        guard !node.children.isEmpty else {
            if node.type == "BOOLEAN" { return .bool(node.value == "TRUE") }
            if node.type == "NULL" { return .null }
            if node.type == "INTEGER", let number = Int(node.value) { return .int(number) }
            return .string(
                node.value.hasPrefix("'") && node.value.hasSuffix("'") && node.value.count > 1
                    ? String(node.value.dropFirst().dropLast()) : node.value
            )
        }
        if node.children.count == 1, let only = node.children.first, only.label.isEmpty { return json(only) }
        let isList = node.children.contains { $0.label.isEmpty || $0.label.contains("[") }
        if isList { return .array(node.children.map(json)) }
        var object = JSONMembers()
        for child in node.children { object[child.label] = json(child) }
        return .object(object)
    }

    private static func timestamps(_ list: SignedCertificateTimestampList) -> JSONValue {
        .array(
            list.timestamps.map { item in
                ["logID": .string(Hex.encode(item.logID)), "timestamp": .string(FieldValue.iso8601(item.date))]
            }
        )
    }
}
