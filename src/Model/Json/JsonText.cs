using System.Globalization;

namespace Bunraku.Model;

/// <summary>Values as JSON text, as Ruby's JSON library prints them, compact or indented.</summary>
public static class JsonText
{
    /// <summary>
    /// Plain data; what is not data becomes the text it has inside a string. Hash keys become texts.
    /// </summary>
    public static string Write(Value value, bool isIndented = false)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        Write(value, output, isIndented);
        return output.ToString();
    }

    public static void Write(Value value, TextWriter output, bool isIndented = false)
    {
        using var json = new JsonOutput(output, isIndented);
        json.Value(value);
    }
}
