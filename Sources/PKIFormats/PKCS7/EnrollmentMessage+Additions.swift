extension EnrollmentMessage {
    /// The extensions that AddExtensions controls of any layer add to a request, the outermost layer's first.
    public func addedExtensions(to request: EnrollmentRequest) throws(FormatError) -> [CertificateExtension] {
        var found: [CertificateExtension] = []
        for (index, layer) in layers.enumerated() {
            for control in try layer.controls.values(of: AddExtensions.self)
            where refers(control.dataReference, control.certificateReferences, of: index, to: request) {
                found += control.extensions
            }
        }
        return found
    }

    /// The attributes that Microsoft's add-attributes controls of any layer add to a request, the outermost layer's first.
    public func addedAttributes(to request: EnrollmentRequest) throws(FormatError) -> [CMSAttribute] {
        var found: [CMSAttribute] = []
        for (index, layer) in layers.enumerated() {
            for control in try layer.controls.values(of: AddAttributesControl.self)
            where refers(control.dataReference, control.certificateReferences, of: index, to: request) {
                found += control.attributes
            }
        }
        return found
    }

    /// The pairs of name and value that concern a request, such as `CertificateTemplate` and `RequesterName`. They come from the request's
    /// own attributes, then, for each layer around it from the inside out, from the registration information of CMC and the signed
    /// attributes of the first signer of PKCS #7.
    ///
    /// A caller that acts on a pair from a layer must have verified that layer's signer.
    public func nameValuePairs(of request: EnrollmentRequest) throws(FormatError) -> [EnrollmentNameValuePair] {
        var pairs: [EnrollmentNameValuePair] = []
        if case .certificationRequest(let request) = request.content { pairs = request.nameValuePairs }
        for index in layersAround(request) {
            let layer = layers[index]
            for information in try layer.controls.values(of: RegistrationInformation.self) {
                pairs += try RegistrationPairs(information).pairs
            }
            guard layer.data == nil, let signer = layer.signedData.signers.first else { continue }
            for attribute in signer.signedAttributes where attribute.oid == OID.Microsoft.enrollmentNameValuePair {
                for value in attribute.values { pairs += try EnrollmentNameValuePair.read(value) }
            }
        }
        return pairs
    }

    /// The positions of the layers around a request, from the inside out.
    public func layersAround(_ request: EnrollmentRequest) -> [Int] {
        var positions: [Int] = []
        var position = request.layer
        while let index = position, layers.indices.contains(index), positions.count < Self.maximumDepth {
            positions.append(index)
            position = layers[index].parent
        }
        return positions
    }

    /// Whether a control of the layer at `index` refers to `request`: by its number when the request is a part of the same message,
    /// otherwise by the number of the nested message.
    private func refers(_ dataReference: Int, _ certificateReferences: [Int], of index: Int, to request: EnrollmentRequest) -> Bool {
        let path = layersAround(request)
        let isNamed = request.bodyPartID.map(certificateReferences.contains) ?? false
        if dataReference == 0 { return request.layer == index && isNamed }
        guard let depth = path.firstIndex(where: { layers[$0].parent == index && layers[$0].bodyPartID == dataReference }) else {
            return false
        }
        return certificateReferences.allSatisfy { $0 == 0 } || depth == 0 && isNamed
    }
}
