import PKICrypto
import PKIFormats

extension DumpedStructure {
    /// A PKIData alone, without a message around it.
    static func pkiData(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        _ = try PKIData(derEncoded: bytes)
        var structure = DumpedStructure("cmcRequest", ["signers": [], "certificates": []], bytes: bytes, grammar: .pkiData)
        structure.addPKIData(bytes, context)
        return structure
    }

    /// A PKIResponse alone.
    static func pkiResponse(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        _ = try PKIResponse(derEncoded: bytes)
        var structure = DumpedStructure("cmcResponse", ["signers": [], "certificates": []], bytes: bytes, grammar: .pkiResponse)
        structure.addPKIResponse(bytes)
        return structure
    }

    mutating func addPKIData(_ content: [UInt8], _ context: DumpContext) {
        let data: PKIData
        do throws(FormatError) {
            data = try PKIData(derEncoded: content)
        } catch {
            faults.append(placed(error, value: content, field: "pkiData"))
            return
        }
        members["controls"] = .array(data.controls.map(control))
        checkControls(data.controls)
        var requests: [JSONValue] = []
        for (number, request) in data.requests.enumerated() {
            var object: JSONMembers = ["bodyPartID": .int(request.bodyPartID)]
            switch request {
            case .certificationRequest(_, let request):
                if let inner = try? DumpedStructure.certificationRequest(request.derEncoded, context) {
                    object["type"] = "pkcs10"
                    object["request"] = inner.json
                    adopt(inner, as: "requests[\(number)]")
                }
            case .certRequestMessage(let message):
                object["type"] = "crmf"
                object["request"] = .object(describe(message))
            case .other(_, let type, let value):
                object["type"] = "other"
                object["requestType"] = DumpParts.oid(type)
                object["value"] = .string(Hex.encode(value))
            }
            requests.append(.object(object))
        }
        members["requests"] = .array(requests)
        members["messages"] = .array(data.contentInfos.map(Self.message))
        members["otherMessages"] = .array(
            data.otherMessages.map { ["bodyPartID": .int($0.bodyPartID), "type": DumpParts.oid($0.type)] }
        )
    }

    mutating func addPKIResponse(_ content: [UInt8]) {
        let response: PKIResponse
        do throws(FormatError) {
            response = try PKIResponse(derEncoded: content)
        } catch {
            faults.append(placed(error, value: content, field: "pkiResponse"))
            return
        }
        members["controls"] = .array(response.controls.map(control))
        checkControls(response.controls)
        let old = response.statuses.map { info in
            Self.status(info.status, info.bodyList.map { String($0) }, info.statusString)
        }
        let new = response.extendedStatuses.map { info in
            Self.status(info.status, info.bodyList.map(Self.reference), info.statusString)
        }
        members["statuses"] = .array(old + new)
        members["issuedCertificateHash"] = .optional(response.issuedCertificateHash.map { Hex.encode($0) })
        do throws(FormatError) {
            members["messages"] = .array(try response.contentInfos.map(Self.message))
        } catch {
            faults.append(placed(error, value: content, field: "cmsSequence"))
        }
    }

    private static func message(_ item: TaggedContentInfo) -> JSONValue {
        ["bodyPartID": .int(item.bodyPartID), "contentType": DumpParts.oid(item.contentInfo.contentType)]
    }

    private static func reference(_ part: BodyPartReference) -> String {
        switch part {
        case .bodyPartID(let number): String(number)
        case .path(let path): path.map { String($0) }.joined(separator: ".")
        }
    }

    private static func status(_ status: Int, _ parts: [String], _ text: String?) -> JSONValue {
        [
            "status": .int(status), "name": .optional(CMCStatus(known: status)?.description), "bodyList": .strings(parts),
            "statusString": .optional(text),
        ]
    }

    private func control(_ control: TaggedAttribute) -> JSONValue {
        let grammar = Grammar.controlValues[control.oid] ?? Grammar.attributeValues[control.oid] ?? .any
        return [
            "bodyPartID": .int(control.bodyPartID), "oid": .string(control.oid.dotted), "name": .optional(control.oid.name),
            "values": .strings(control.values.map { Hex.encode($0) }),
            "decoded": .array(control.values.map { DecodedValue.json($0, grammar) }),
        ]
    }

    private mutating func checkControls(_ controls: [TaggedAttribute]) {
        for control in controls {
            do throws(FormatError) {
                _ = try KnownControls.decode(control)
            } catch {
                faults.append(placed(error, value: control.values.first ?? [], field: "controls.\(control.oid.nameOrDotted)"))
            }
        }
    }
}
