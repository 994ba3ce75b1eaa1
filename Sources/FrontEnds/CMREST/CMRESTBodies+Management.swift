import CAInterface
import CertManagement
import PortableFoundation
import PKIDirectory
import WireProtocols

// Turns values of certificate management into bodies. It decides nothing.

extension ProfileTemplateBody {
    init(_ template: ProfileTemplate) {
        self.init(
            name: template.name,
            description: template.description,
            uuid: template.id,
            isSmartcard: template.isSmartcard,
            isVirtualSmartcard: template.isVirtualSmartcard
        )
    }
}

extension PolicyBody {
    init(_ policy: WorkflowPolicy) {
        func descriptor(_ trustees: [SecurityIdentifier], _ permissions: RequestPermissions) -> SecurityDescriptorText {
            SecurityDescriptorText(
                owner: nil,
                entries: trustees.map { .init(trustee: $0, mask: permissions.rawValue, isDeny: false) },
                hasTrailingNULs: false
            )
        }
        self.init(
            enabled: policy.enabled,
            selfServiceEnabled: policy.selfService,
            approvalsNeeded: policy.approvalsNeeded,
            enrollAgentRequired: policy.enrollmentAgentRequired,
            collectComments: policy.collectsComments,
            collectRequestPriority: policy.collectsPriority,
            defaultRequestPriority: Int(policy.defaultPriority),
            authorizedInitiator: descriptor(policy.initiators, .write),
            authorizedApprover: descriptor(policy.approvers, .approve),
            authorizedEnrollmentAgent: descriptor(policy.enrollmentAgents, .execute),
            items: policy.dataItems.map {
                .init(
                    name: $0.name,
                    description: $0.description,
                    isRequired: $0.required,
                    originator: $0.originator.rawValue,
                    defaultValue: $0.defaultValue
                )
            }
        )
    }
}

extension ManagementRequestBody {
    init(_ visible: VisibleRequest, settings: CMRESTSettings) {
        let request = visible.request
        self.init(
            uuid: request.id,
            requestType: request.operation.requestType.rawValue,
            status: request.status.rawValue,
            flags: request.flags.rawValue,
            dataCollection: request.dataItems.map { .init(name: $0.name, value: $0.value) },
            dataCollectionFlags: request.dataCollectionFlags.rawValue,
            originatorUser: request.originator.id,
            targetUser: request.target.id,
            submitted: request.submitted,
            completed: request.machine.completedWhen,
            newProfile: request.newProfile,
            oldProfile: request.oldProfile,
            newSmartcard: request.newSmartcard,
            oldSmartcard: request.oldSmartcard,
            priority: Int(request.priority),
            comment: request.comment,
            profileTemplate: request.profileTemplate,
            securityDescriptor: SecurityDescriptorText(
                owner: visible.access.owner,
                entries: visible.access.entries.map { .init(trustee: $0.trustee, mask: $0.permissions.rawValue, isDeny: $0.isDeny) },
                hasTrailingNULs: settings.writesTrailingNULs
            ),
            isSmartcard: request.isSmartcard,
            isEnrollmentAgent: request.isEnrollmentAgent,
            isDataCollectionComplete: request.isDataCollectionComplete && !settings.neverCompletesDataCollection
        )
    }
}

extension GenerationOptionBody {
    init(_ option: GenerationOption) {
        self.init(
            subject: option.subject,
            keyAlgorithmName: option.keyAlgorithmName,
            keySize: option.keySize,
            friendlyName: option.friendlyName,
            hashAlgorithmName: option.hashAlgorithmName,
            keyStorageProviderNames: option.keyStorageProviderNames,
            exportable: option.exportable,
            keyProtectionLevel: option.keyProtectionLevel,
            keyUsages: option.keyUsages
        )
    }
}

extension CertificateBody {
    init(_ result: CertificateResult) {
        var flags: CertificateFlags = result.usesLocalMachineStore ? [.localMachineStore] : []
        var pkcs7: [UInt8]?
        var failure: Failure?
        switch result.answer {
        case .issued(let bytes):
            pkcs7 = bytes
            flags.insert(.pkcs7)
        case .pending(let why), .refused(let why):
            failure = Failure(disposition: Int(why.disposition.rawValue), hresult: Int(why.status.signed), message: why.message)
        }
        self.init(
            templateCommonName: result.template,
            certificateID: result.option,
            flags: flags.rawValue,
            useLocalMachineStore: result.usesLocalMachineStore,
            failure: failure,
            pkcs7: pkcs7
        )
    }
}

extension ProfileBody {
    init(_ visible: VisibleProfile) {
        let profile = visible.profile
        self.init(
            uuid: profile.id,
            status: profile.status.rawValue,
            flags: profile.flags.rawValue,
            parentProfile: profile.parent,
            primaryProfile: profile.primary,
            assignedUser: profile.assignedUser,
            profileTemplate: profile.profileTemplate,
            profileTemplateVersion: profile.profileTemplateVersion,
            comment: profile.comment,
            operations: visible.operations.map(\.word)
        )
    }
}

extension HeldCertificateBody {
    init(_ certificate: ManagedCertificate, details: Details? = nil) {
        self.init(
            isKeyHistory: certificate.origin == .keyHistory,
            archivedOnCA: certificate.isArchived,
            certificateType: CertificateType(certificate.origin).rawValue,
            templateCommonName: certificate.template,
            serialNumber: certificate.serialNumber,
            thumbprint: certificate.thumbprint,
            details: details
        )
    }

    init(_ held: HeldCertificate) {
        self.init(
            held.certificate,
            details: Details(
                notAfter: held.certificate.notAfter,
                notBefore: held.certificate.notBefore,
                issuer: held.configString,
                requesterName: held.holder,
                status: held.status.rawValue
            )
        )
    }
}
