import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats

/// A template that can be stored or removed. Source: "IX509CertificateTemplateWritable interface".
public final class X509CertificateTemplateWritable {
    private struct Draft {
        let original: X509CertificateTemplate
        var template: CertificateTemplate
    }

    private let server: any EnrollmentServer
    private var draft = InitializedOnce<Draft>("The writable template")

    /// - Parameter server: where templates are stored. A directory, for the documented class.
    public init(server: any EnrollmentServer) { self.server = server }

    /// Source: "IX509CertificateTemplateWritable::Initialize".
    /// - Throws: `CAError` with 0x80004003 for nil, 0x800704DF the second time.
    public func initialize(_ template: X509CertificateTemplate?) throws {
        guard let template else {
            throw CAError(.malformed, status: .pointer, "A writable template is made from a template, not from nil.")
        }
        try draft.initialize(Draft(original: template, template: template.certificateTemplate))
    }

    /// The value of a property. Source: "IX509CertificateTemplateWritable::get_Property".
    /// - Throws: as ``X509CertificateTemplate/property(_:)``; 0x80040007 before initialization.
    public func property(_ property: EnrollmentTemplateProperty) throws -> EnrollmentTemplateValue {
        try TemplateProperties(template: try draft.value(for: "property").template).value(of: property)
    }

    /// Sets the access list, as SDDL. Source: "IX509CertificateTemplateWritable::put_Property".
    /// - Throws: `CAError` with 0x80070057 for any other property, and for text that is not SDDL; 0x80040007 before initialization.
    public func setProperty(_ property: EnrollmentTemplateProperty, _ value: EnrollmentTemplateValue) throws {
        guard property == .securityDescriptor, case .text(let sddl) = value else {
            throw CAError.badArgument("Only the security descriptor (property 28, SDDL text) of a template can be set.")
        }
        let access: AccessControlList
        do {
            access = try AccessControlList(templateDescriptor: try SecurityDescriptor(sddl: sddl))
        } catch {
            throw CAError.badArgument("The security descriptor cannot be used: \(error).")
        }
        try draft.change(for: "setProperty") { $0.template.access = access }
    }

    /// The template of the initialization. Source: "IX509CertificateTemplateWritable::get_Template".
    public var template: X509CertificateTemplate { get throws { try draft.value(for: "template").original } }

    /// Stores or removes the template. Source: "IX509CertificateTemplateWritable::Commit".
    /// - Parameter name: the documented member takes the name of a directory server; here the server is that of the object, and a name other
    ///   than nil is refused.
    /// - Throws: `CAError`: 0x80092005 when the name or the identifier exists, 0x80092004 when a template to be removed is not stored with
    ///   this identifier, 0x80070005 without the right, 0x80070057 for another flag, 0x80040007 before initialization.
    public func commit(_ flags: CommitTemplateFlags, server name: String? = nil) async throws {
        var template = try draft.value(for: "commit").template
        guard name == nil else {
            throw CAError.badArgument(
                "The template is stored where this object's server says; \"\(name ?? "")\" cannot be chosen. Give nil."
            )
        }
        switch flags {
        case .saveTemplateGenerateOID:
            template.oid = CertificateTemplate.absentOID
            try await save(template, .absent)
        // The page of the enumeration says that the next two are not used; here they do what they are called.
        case .saveTemplateUseCurrentOID: try await save(template, .absent)
        case .saveTemplateOverwrite: try await save(template, .present)
        case .deleteTemplate:
            // A list has published templates alone; a name finds every one.
            guard try await stored(template.name)?.oid == template.oid else {
                throw CAError(
                    .notFound,
                    status: .cryptNotFound,
                    "No template \(template.name) with the identifier \(template.oid.dotted) is stored, so nothing was removed."
                )
            }
            try await server.retireTemplate(template.name)
        default: throw CAError.badArgument("Commit flag \(flags.rawValue) is unknown. Use 1 to 4.")
        }
    }

    private func stored(_ name: String) async throws -> CertificateTemplate? {
        do {
            return try await server.template(named: name)
        } catch let error as CAError where error.code == .notFound {
            return nil
        }
    }

    private func save(_ template: CertificateTemplate, _ precondition: TemplateEdit.Precondition) async throws {
        do {
            try await server.edit(TemplateEdit(template, precondition: precondition))
        } catch let error as CAError where error.code == .preconditionFailed {
            throw precondition == .absent
                ? CAError(.preconditionFailed, status: .cryptExists, error.message, cause: error)
                : CAError(.notFound, status: .cryptNotFound, error.message, cause: error)
        }
    }
}
