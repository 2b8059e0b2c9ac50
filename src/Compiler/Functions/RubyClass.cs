using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>The names of Ruby's classes, which the messages of old functions show.</summary>
internal static class RubyClass
{
    public static string Of(Value value) =>
        value switch
        {
            BooleanValue truth => truth.IsTrue ? "TrueClass" : "FalseClass",
            UndefValue => "NilClass",
            DefaultValue => "Symbol",
            _ => TypeInference.Reduced(value).Name,
        };
}
