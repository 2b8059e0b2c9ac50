using Bunraku.Model;

namespace Bunraku.Cli;

/// <summary>
/// Facts as <c>puppet facts</c> writes them, not facter: a fact that is not known is an empty text.
/// </summary>
internal static class PuppetFactFormat
{
    /// <summary>In the form's name; <c>console</c> when none was asked for.</summary>
    public static string Write(Value facts, string form)
    {
        var known = facts is HashValue hash ? HashValue.Of(hash.Pairs.Select(WithoutUndef)) : facts;
        return form switch
        {
            "json" => JsonText.Write(known),
            "yaml" => YamlText.Write(known),
            "s" => RubyText.Inspect(known),
            _ => JsonText.Write(known, isIndented: true),
        };
    }

    /// <summary>An answer without its name.</summary>
    public static string WriteOnly(Value value, string form) =>
        form is "console" or "s" && value is StringValue or UndefValue
            ? value is StringValue text
                ? text.Text
                : ""
            : Write(value, form);

    private static KeyValuePair<Value, Value> WithoutUndef(KeyValuePair<Value, Value> fact) =>
        fact.Value is UndefValue ? KeyValuePair.Create(fact.Key, (Value)"") : fact;
}
