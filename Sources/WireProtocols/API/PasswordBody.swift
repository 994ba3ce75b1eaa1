/// `POST /api/v1/principals/{name}/password`.
package struct PasswordBody: Hashable, Sendable, Codable {
    package var password: String
    /// The old password. It is needed for one's own account; an administrator does not need it for another.
    package var oldPassword: String?

    package init(password: String, oldPassword: String? = nil) {
        self.password = password
        self.oldPassword = oldPassword
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        self.init(password: try object.text("password"), oldPassword: try object.optionalText("oldPassword"))
        try object.finish()
    }
}
