using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Says why a value does not fit a type.</summary>
internal static class Mismatch
{
    public static string Of(string subject, DataType type, Value value) =>
        $"{subject} has wrong type, expects a {type} value, got {LookupDiagnostics.TypeNameOf(value)}";
}
