import HTTPTypes

extension HTTPFields {
    /// The value of a field, as `self[name]` gives it: the subscript looks for several fields of the name and joins them, at several times the cost where there is one or none.
    func value(of name: HTTPField.Name) -> String? {
        var found: String?
        for field in self where field.name == name {
            guard found == nil else { return self[name] }
            found = field.value
        }
        return found
    }
}
