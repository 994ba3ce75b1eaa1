package import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats

/// What an officer changes about a pending request. Source: "ICertAdmin::SetRequestAttributes", "ICertAdmin::SetCertificateExtension".
extension BoundCertificationAuthority {
    /// The longest text of attributes, which is that of the RequestAttributes column.
    private static let longestAttributes = 32_768
    private static let longestName = 254
    private static let longestValue = 8192

    package func setAttributes(_ attributes: RequestAttributes, of request: RequestID) async throws {
        guard !attributes.pairs.isEmpty, attributes.raw.utf8.count <= Self.longestAttributes,
            attributes.pairs.allSatisfy({ $0.name.utf8.count <= Self.longestName && $0.value.utf8.count <= Self.longestValue })
        else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                """
                There is no attribute to set. Write lines of name:value, each name at most \(Self.longestName) and each value at most \
                \(Self.longestValue) bytes long, \(Self.longestAttributes) bytes in all.
                """
            )
        }
        try await edit(request, .attributesSet, detail: attributes.pairs.map { "\($0.name):\($0.value)" }.joined(separator: "\n")) {
            edits,
            row in
            if row.format == .keygen, let name = attributes.pairs.first(where: { KeygenSubject.isSigned($0.name) })?.name {
                throw CAError(
                    .unacceptable,
                    status: .invalidArgument,
                    "The attribute \(name.quoted) of a KEYGEN request is the requester's own: it names the subject, or belongs to the proof.",
                    reason: DenialReason(
                        rule: "OfficersNarrow",
                        field: "attributes",
                        value: name,
                        remedy: "Deny the request, and have it sent again with the right attributes."
                    )
                )
            }
            edits.attributes = edits.attributes.merged(with: attributes.pairs)
            row.attributes = row.attributes.merged(with: attributes.pairs)
            let size = edits.attributes.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 2 }
            guard size <= Self.longestAttributes else {
                throw CAError(
                    .malformed,
                    status: .certsrvEncodingLength,
                    "The attributes that officers gave the request would have \(size) bytes; at most \(Self.longestAttributes) are stored."
                )
            }
        }
    }

    package func setExtension(_ change: ExtensionChange, of request: RequestID) async throws {
        if let refusal = OfficerExtensions.refusal(of: change) { throw refusal }
        var stored = change
        if change.disabled { stored.value = [] }
        let detail = "\(change.oid.dotted) flags \(change.flags) value \(Hex.encode(stored.value))"
        try await edit(request, .extensionSet, detail: detail) { edits, _ in
            edits.extensions.removeAll { $0.oid == stored.oid }
            edits.extensions.append(stored)
            guard edits.extensions.count <= OfficerExtensions.most else {
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    "Officers gave the request \(OfficerExtensions.most) extensions already, and it may have no more."
                )
            }
        }
    }

    private func edit(
        _ request: RequestID,
        _ act: AuditEvent.RequestAct,
        detail: String,
        _ change: (inout OfficerEdits, inout StoredRequest) throws -> Void
    ) async throws {
        try await acting { snapshot, standing in
            try require(.issueAndManage, of: standing, to: "change requests")
            var row = try present(try await service.store.request(request, of: number))
            try await requireOfficer(standing, for: row, in: snapshot, to: "change requests")
            guard row.disposition == .pending else { throw wrongState(row) }
            try await requireFirstStep(of: row)
            var edits = try await service.store.officerEdits(of: request, of: number)
            try change(&edits, &row)
            // An officer with limits may not move the request out of them either.
            if let template = edits.templateName {
                var moved = row
                moved.templateName = snapshot.template(template)?.name ?? template
                try await requireOfficer(standing, for: moved, in: snapshot, to: "choose a template")
            }
            let now = service.clock()
            (edits.changedBy, edits.changedWhen) = (standing.principal.accountName, now)
            row.revision += 1
            row.officer = standing.principal.id
            try await commit(
                row,
                act,
                when: now,
                snapshot: snapshot,
                template: false,
                detail: detail,
                before: [.officerEdited(edits)]
            )
        }
    }
}

extension OfficerEdits {
    /// Whether an officer named another template. The one that the request came with then no longer counts.
    var namesTemplate: Bool { templateName != nil }

    /// The template that an officer named.
    var templateName: String? { attributes.last { $0.name.lowercased() == "certificatetemplate" }?.value }
}
