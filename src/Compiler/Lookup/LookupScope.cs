using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>The variables that the interpolations of a lookup see, and whose code asks.</summary>
/// <param name="className">The class whose code asks, empty at top scope.</param>
/// <param name="find">The value of a variable by name, qualified or not; null when nobody assigned
/// it.</param>
internal sealed class LookupScope(string className, Func<string, Value?> find)
{
    /// <summary>Names that exist even where they have no value.</summary>
    private static readonly string[] AlwaysThere = ["module_name", "caller_module_name"];

    private static readonly string[] CallerNames = ["calling_class", "calling_class_path", "calling_module"];

    private bool knowsCaller;

    public string ClassName { get; } = className;

    public Value? Find(string name)
    {
        if (knowsCaller && CallerNames.Contains(name))
        {
            return name switch
            {
                "calling_class" => OrNull(ClassName),
                "calling_class_path" => OrNull(ClassName.Replace("::", "/", StringComparison.Ordinal)),
                _ => find("module_name"),
            };
        }
        var value = find(name);
        // Hiera 3 saw no difference between a variable that is empty and one that is not there.
        return knowsCaller && value is StringValue { Text: "" } ? UndefValue.Instance : value;
    }

    /// <summary>Whether a variable without a value is no mistake.</summary>
    public bool MayBeUnset(string name) =>
        AlwaysThere.Contains(name)
        || name.All(char.IsAsciiDigit)
        || knowsCaller && CallerNames.Contains(name);

    /// <summary>This scope with one variable more (the loop variable of <c>mapped_paths</c>).</summary>
    public LookupScope With(string name, Value value) =>
        new(ClassName, wanted => wanted == name ? value : find(wanted)) { knowsCaller = knowsCaller };

    /// <summary>
    /// This scope as Hiera 3 shows it: with <c>calling_class</c> and <c>calling_module</c>.
    /// </summary>
    public LookupScope ForHiera3() => new(ClassName, find) { knowsCaller = true };

    private static StringValue? OrNull(string text) => text.Length == 0 ? null : new StringValue(text);
}
