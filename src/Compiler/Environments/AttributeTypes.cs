using System.Collections.Concurrent;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>The data types that attributes of the Resource API are declared with, as texts.</summary>
public sealed class AttributeTypes
{
    private readonly Lazy<PuppetEnvironment> environment = new(() =>
        new PuppetEnvironment(new EnvironmentSource("") { ModulePath = [], Code = "" })
    );

    private readonly ConcurrentDictionary<string, DataType> known = new();

    /// <summary>What is wrong with a value, in the reference's words, or null.</summary>
    /// <param name="subject">What is told of: <c>type.attribute</c>.</param>
    public string? Mismatch(string type, Value value, string subject)
    {
        try
        {
            var wanted = known.GetOrAdd(type, Parse);
            return wanted.IsInstance(value)
                ? null
                : TypeMismatch.Describe(subject, wanted, TypeInference.Of(value));
        }
        catch (Exception failure) when (failure is EvaluationException or DataTypeException)
        {
            return failure.Message;
        }
    }

    private DataType Parse(string type) => TypeExpressions.Parse(environment.Value, type, isAlias: true);
}
