package import CAInterface

extension AuthoritySettingsUpdate {
    /// `PATCH /api/v1/authorities/{ca}/settings`: any subset of the members of the answer to `GET`. Null has no meaning here and is
    /// refused.
    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        for name in [
            "singleOperator", "crlPeriodSeconds", "crlValiditySeconds", "publicAddress", "unissuedPerHour", "linkedPolicies",
            "certificateTransparency", "largestTimestampList", "presigning", "endorsementIssuers", "endorsementKeys", "ocsp",
            "recoveryAgents", "recoveryAgentsUsed", "recoveryOfficers",
        ]
        where object.isNull(name) {
            throw BodyError(
                field: name,
                value: "null",
                reason: "the member \(name) is null; a setting has a value: leave it out, or give one"
            )
        }
        self.init(
            singleOperator: try object.optionalFlag("singleOperator"),
            crlPeriodSeconds: try object.optionalNumber("crlPeriodSeconds"),
            crlValiditySeconds: try object.optionalNumber("crlValiditySeconds"),
            publicAddress: try object.optionalText("publicAddress"),
            unissuedPerHour: try object.optionalNumber("unissuedPerHour"),
            linkedPolicies: try object.optionalTextByName("linkedPolicies"),
            certificateTransparency: try object.optionalFlag("certificateTransparency"),
            largestTimestampList: try object.optionalNumber("largestTimestampList"),
            presigning: try object.optionalFlag("presigning"),
            endorsementIssuers: try object.optionalTexts("endorsementIssuers"),
            endorsementKeys: try object.optionalTexts("endorsementKeys"),
            ocsp: try object.optionalObject("ocsp").map { (members) throws(BodyError) in try OCSPSettingsUpdate(members) },
            recoveryAgents: try object.optionalTexts("recoveryAgents"),
            recoveryAgentsUsed: try object.optionalNumber("recoveryAgentsUsed"),
            recoveryOfficers: try object.optionalNumber("recoveryOfficers")
        )
        try object.finish()
    }
}
