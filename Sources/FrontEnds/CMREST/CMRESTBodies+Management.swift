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

extension ManagementRequestBody {
    init(_ visible: VisibleRequest, settings: CMRESTSettings) {
        let request = visible.request
        self.init(
            uuid: request.id,
            requestType: request.workflow.requestType.rawValue,
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
            newSmartcard: nil,
            oldSmartcard: nil,
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
