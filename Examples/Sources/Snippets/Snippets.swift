/// The snippets are compiled, and run by nobody.
@main
enum Snippets {
    static func main() { print("These are the snippets of README. They are compiled here, and not run.") }
}
