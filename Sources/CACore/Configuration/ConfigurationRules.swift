import CAInterface
import PKIFormats

/// What the entries of a configuration may be.
enum ConfigurationRules {
    /// The value in its stored form.
    /// - Throws: `CAError.malformed` for one that cannot be used, `.unacceptable` for one that a rule forbids.
    static func checked(_ value: ConfigurationValue, of definition: ConfigurationDefinition, in tree: ConfigurationTree) throws(CAError)
        -> ConfigurationValue
    {
        switch (definition.kind, value) {
        case (.flags, .number(let bits)):
            try check(bits, of: definition, former: tree.number(definition.name, definition.node))
            return value
        case (.number, .number(let number)):
            if let fault = fault(in: number, of: definition, tree) { throw refusal(definition, String(number), fault) }
            return value
        case (.unit, .text(let word)):
            guard let unit = TimeUnit(word: word) else {
                throw refusal(definition, word, "a unit is \(TimeUnit.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return .text(unit.rawValue)
        case (.text, .text(let text)):
            if let fault = faultOfText(text) ?? fault(in: text, of: definition) { throw refusal(definition, text, fault) }
            return value
        case (.texts, .texts(let texts)):
            guard texts.count <= 100 else { throw refusal(definition, "\(texts.count) lines", "a list has at most 100 lines") }
            for text in texts {
                if let fault = faultOfText(text) { throw refusal(definition, text, fault) }
            }
            try check(texts, of: definition)
            return value
        default:
            throw refusal(definition, value.kind, "it is \(kind(definition.kind))")
        }
    }

    private static func kind(_ kind: ConfigurationDefinition.Kind) -> String {
        switch kind {
        case .flags, .number: ConfigurationValue.number(0).kind
        case .text, .unit: ConfigurationValue.text("").kind
        case .texts: ConfigurationValue.texts([]).kind
        }
    }

    // MARK: Flags

    private static func check(_ bits: UInt32, of definition: ConfigurationDefinition, former: UInt32) throws(CAError) {
        let flags = ConfigurationFlagDefinition.of(definition.name)
        let unknown = bits & ~flags.reduce(0) { $0 | $1.bit }
        guard unknown == 0 else {
            throw refusal(definition, "0x" + String(bits, radix: 16), "the bit 0x\(String(unknown, radix: 16)) is not documented")
        }
        guard let refused = flags.first(where: { $0.isRefused && bits & $0.bit != 0 && former & $0.bit == 0 }) else { return }
        throw CAError(
            .unacceptable,
            status: .invalidArgument,
            "The flag \(refused.name) of \(definition.name) cannot be set: \(refused.effect).",
            reason: DenialReason(
                rule: refused.rule,
                field: definition.name,
                value: refused.name,
                remedy: "Leave the flag clear. Names and purposes come from templates; change the template."
            )
        )
    }

    // MARK: Numbers and texts

    private static func fault(in number: UInt32, of definition: ConfigurationDefinition, _ tree: ConfigurationTree) -> String? {
        switch definition.name {
        case "CAType":
            let types: [UInt32] = tree.authority.parent == nil ? [0, 3] : [1, 4]
            return types.contains(number) ? nil : "this authority is of type \(types[0]) (enterprise) or \(types[1]) (standalone)"
        case "ClockSkewMinutes": return number <= 1_440 ? nil : "a clock is wrong by at most a day (1440 minutes)"
        case "RequestDisposition":
            return RequestDisposition(rawValue: number) == nil ? "it is 0, 1, 2 or 3, and 0x100 to hold new requests" : nil
        case "ModuleTimeoutSeconds": return (1...60).contains(number) ? nil : "a module has 1 to 60 seconds"
        case "CRLPeriodUnits": return (1...100_000_000).contains(number) ? nil : "a period has at least one unit"
        case "CRLOverlapUnits": return number <= 100_000_000 ? nil : "a list is valid for at most two years"
        case "CRLDeltaPeriodUnits", "CRLDeltaOverlapUnits":
            return faultOfDelta(number, definition.name, tree)
        case "CRLMaxPartitions":
            return number <= PartitionRules.mostPartitions ? nil : "there are at most \(PartitionRules.mostPartitions) partitions"
        case "ValidityPeriodUnits": return number <= 1_000_000_000 ? nil : "a certificate lasts for at most 1000000000 units"
        default: return nil
        }
    }

    /// The units are seconds to years, as they are set now.
    private static func faultOfDelta(_ number: UInt32, _ name: String, _ tree: ConfigurationTree) -> String? {
        guard number <= 100_000_000 else { return "a delta list is valid for at most two years" }
        let isPeriod = name == "CRLDeltaPeriodUnits"
        let unit = TimeUnit(word: tree.text(isPeriod ? "CRLDeltaPeriod" : "CRLDeltaOverlapPeriod", .ca))?.seconds ?? 0
        let seconds = Int(number) * unit
        if seconds > AuthoritySettingsRules.longestValidity { return "a delta list is valid for at most two years" }
        return isPeriod && number > 0 && seconds < AuthoritySettingsRules.period.lowerBound ? "a period has at least a minute" : nil
    }

    private static func fault(in text: String, of definition: ConfigurationDefinition) -> String? {
        switch definition.name {
        case "ModuleCommand": text.isEmpty || ModuleFile.isName(text) ? nil : ModuleFile.rule
        case "ModuleFailure": ["pending", "denied"].contains(text) ? nil : "it is pending or denied"
        default: nil
        }
    }

    private static func faultOfText(_ text: String) -> String? {
        if text.utf8.count > 2_000 { return "a text has at most 2000 octets" }
        return text.unicodeScalars.contains(where: ControlText.isControl) ? "a text has no control characters" : nil
    }

    // MARK: Lists

    /// Extensions whose absence would widen what a certificate is good for, or hide whom it is for. 1.3.6.1.4.1.311.25.2 is the class ESC16.
    static let neverLeftOut: [OID: String] = [
        NTDSCASecurity.oid: "ESC16",
        KeyUsage.oid: "ESC2",
        ExtendedKeyUsage.oid: "ESC2",
        BasicConstraints.oid: "ExtensionsLimit",
        OID.Extensions.nameConstraints: "ExtensionsLimit",
        OID.Extensions.policyConstraints: "ExtensionsLimit",
        OID.Extensions.inhibitAnyPolicy: "ExtensionsLimit",
        SubjectAlternativeName.oid: "ExtensionsIdentify",
        SubjectKeyIdentifier.oid: "ExtensionsIdentify",
        AuthorityKeyIdentifier.oid: "ExtensionsIdentify",
        CRLDistributionPoints.oid: "RevocationIsVisible",
    ]

    private static func check(_ lines: [String], of definition: ConfigurationDefinition) throws(CAError) {
        switch definition.name {
        case "DisableExtensionList":
            for line in lines {
                guard let oid = OID(dotted: line) else { throw refusal(definition, line, "an extension is named by its dotted number") }
                guard let rule = neverLeftOut[oid] else { continue }
                throw CAError(
                    .unacceptable,
                    status: .invalidArgument,
                    "The extension \(line) cannot be left out of certificates: relying parties decide by it whom a certificate is for, or what for.",
                    reason: DenialReason(
                        rule: rule,
                        field: definition.name,
                        value: line,
                        remedy: "Take \(line) off the list. What one kind of certificate has is in its template."
                    )
                )
            }
        case "EnableRequestExtensionList", "EnableEnrolleeRequestExtensionList":
            for line in lines where OID(dotted: line) == nil {
                throw refusal(definition, line, "an extension is named by its dotted number")
            }
        case "SubjectTemplate":
            var seen: Set<OID> = []
            for line in lines {
                guard let part = IssuanceConfiguration.subjectPart(line), seen.insert(part).inserted else {
                    let names = IssuanceConfiguration.subjectParts.map(\.name).joined(separator: ", ")
                    throw refusal(definition, line, "each part occurs once and is one of \(names)")
                }
            }
        case "CRLPublicationURLs", "CACertPublicationURLs": try checkLocations(lines, of: definition)
        case "CRLPublicationTargets":
            for line in lines {
                do throws(PublicationLocationError) {
                    let target = try PublicationLocation(target: line)
                    guard target.namesKey else {
                        throw PublicationLocationError(
                            "it has no %8: after a renewal with a new key, the lists of both keys would go to one address. Write %3%8 for the name"
                        )
                    }
                    let sample = target.expanded(.sample)
                    guard NameSyntax.isAbsoluteURI(sample) else {
                        throw PublicationLocationError("with its variables replaced it is not a URL")
                    }
                } catch {
                    throw refusal(definition, line, error.reason)
                }
            }
        case "Receivers":
            var names: Set<String> = []
            for line in lines {
                do throws(ExitReceiverError) {
                    guard names.insert(try ExitReceiver(line: line).name).inserted else {
                        throw ExitReceiverError("another receiver has that name")
                    }
                } catch {
                    throw refusal(definition, line, error.reason)
                }
            }
        default: break
        }
    }

    private static func checkLocations(_ lines: [String], of definition: ConfigurationDefinition) throws(CAError) {
        var reachable = 0
        for line in lines {
            do throws(PublicationLocationError) {
                let location = try PublicationLocation(line: line)
                guard location.isHTTP, location.flags.contains(.addToCertificate) || location.flags.contains(.addToOCSP) else { continue }
                let sample = location.expanded(.sample)
                // The lint of every certificate asks the same. A location that passed here alone would stop all issuing.
                guard sample.hasPrefix("http://"), NameSyntax.isAbsoluteURI(sample) else {
                    throw PublicationLocationError("with its variables replaced it is not an http:// URL")
                }
                if location.flags.contains(.addToCertificate) { reachable += 1 }
            } catch {
                throw refusal(definition, line, error.reason)
            }
        }
        // Certificates without an address could not be seen to be revoked.
        guard reachable > 0 else {
            throw refusal(
                definition,
                "\(lines.count) lines",
                "at least one line has flag 2 and begins with http://, such as 2:http://pki.example.com/crl/%3%8%9.crl"
            )
        }
    }

    static func refusal(_ definition: ConfigurationDefinition, _ value: String, _ why: String) -> CAError {
        let shown = ControlText.visible(String(value.prefix(200)))
        return CAError(
            .malformed,
            status: .invalidArgument,
            "\(definition.name) cannot be \(shown.quoted): \(why).",
            reason: DenialReason(
                rule: "SettingsAreUsable",
                field: definition.name,
                value: shown,
                remedy: "Give another value; nothing was changed."
            )
        )
    }
}

extension PublicationLocation.Variables {
    static let sample = PublicationLocation.Variables(
        dnsName: "ca.example",
        authorityName: "CA",
        certificateSuffix: "(1)",
        configurationContainer: "",
        shortName: "CA",
        listSuffix: "(1)"
    )
}
