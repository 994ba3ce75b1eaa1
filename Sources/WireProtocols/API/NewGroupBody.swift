import PKIDirectory

/// `POST /api/v1/groups`.
package struct NewGroupBody: Hashable, Sendable, Codable {
    package var name: String
    /// The display name; the name when absent.
    package var displayName: String?

    package init(name: String, displayName: String? = nil) {
        self.name = name
        self.displayName = displayName
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        self.init(name: try object.text("name"), displayName: try object.optionalText("displayName"))
        try object.finish()
    }
}
