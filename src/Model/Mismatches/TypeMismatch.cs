using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>Says in the reference's words why a value or a call does not fit.</summary>
public static class TypeMismatch
{
    /// <summary>
    /// “assert_type(): expects an Integer[1, 10] value, got Integer[42, 42]”; empty when it fits.
    /// </summary>
    public static string Describe(string subject, DataType expected, DataType actual)
    {
        var path = MismatchPath.Empty.Then(PathKind.Subject, subject);
        var mismatches = MismatchSearch.Describe(expected, actual, path);
        return mismatches.Count == 1
            ? mismatches[0].Format().Trim()
            : string.Join("\n ", mismatches.Select(mismatch => mismatch.Format()));
    }

    /// <summary>
    /// What is wrong with a value, each with the keys and indexes that lead to its place; empty when it fits.
    /// </summary>
    public static ImmutableArray<ValueMismatch> Problems(DataType expected, Value value) =>
        expected.IsInstance(value)
            ? []
            :
            [
                .. MismatchSearch
                    .Describe(expected, TypeInference.Of(value), MismatchPath.Empty)
                    .Select(mismatch => new ValueMismatch(
                        [
                            .. mismatch
                                .Path.Steps.Where(step => !step.IsAlternative)
                                .Select(step => (step.Key, step.Kind == PathKind.EntryKey)),
                        ],
                        mismatch.Format().Trim()
                    )),
            ];

    /// <summary>The value, or a <see cref="DataTypeException"/> that begins with the subject.</summary>
    public static Value AssertInstance(string subject, DataType expected, Value value) =>
        expected.IsInstance(value)
            ? value
            : throw DataTypeException.Runtime(Describe(subject, expected, TypeInference.Of(value)));

    /// <summary>
    /// What is wrong with the parameters given to a class, define or template, or null. The subject is shown
    /// as <c>Class[A]</c>; the type of what a Deferred will return comes from outside, null when it is not
    /// known.
    /// </summary>
    public static string? DescribeParameters(
        string subject,
        StructType parameters,
        HashValue given,
        bool isMissingFine = false,
        Func<ObjectValue, DataType?>? deferredType = null
    )
    {
        var mismatches = new List<Mismatch>();
        foreach (var name in given.Keys.Select(key => key.ToString()))
        {
            if (parameters.Find(name) is null)
            {
                mismatches.Add(new UnknownParameter(MismatchPath.Empty, name));
            }
        }
        foreach (var element in parameters.Elements)
        {
            var path = MismatchPath.Empty.Then(PathKind.Parameter, element.Name);
            switch (given.Find(element.Name))
            {
                case null when !isMissingFine && !element.IsOptional:
                    mismatches.Add(new MissingParameter(MismatchPath.Empty, element.Name));
                    break;
                case null:
                    break;
                case ObjectValue { Type: var type } deferred when type.Equals(BuiltInTypes.Deferred):
                    if (
                        deferredType?.Invoke(deferred) is { } result
                        && !element.ValueType.Generalize().IsAssignable(result.Generalize())
                    )
                    {
                        mismatches.AddRange(MismatchSearch.Describe(element.ValueType, result, path));
                    }
                    break;
                case { } value when !element.ValueType.IsInstance(value):
                    mismatches.AddRange(
                        MismatchSearch.Describe(element.ValueType, TypeInference.Of(value), path)
                    );
                    break;
                default:
                    break;
            }
        }
        return Listed(subject, mismatches);
    }

    /// <summary>What is wrong with the value of one parameter, or null.</summary>
    public static string? DescribeParameter(string subject, string name, DataType type, Value value) =>
        type.IsInstance(value)
            ? null
            : Listed(
                subject,
                MismatchSearch.Describe(
                    type,
                    TypeInference.Of(value).Generalize(),
                    MismatchPath.Empty.Then(PathKind.Parameter, name)
                )
            );

    private static string? Listed(string subject, List<Mismatch> mismatches) =>
        mismatches.Count switch
        {
            0 => null,
            1 => $"{subject}:{mismatches[0].Format()}",
            _ => $"{subject}:\n {string.Join("\n ", mismatches.Select(mismatch => mismatch.Format()))}",
        };

    /// <summary>
    /// Why a call fits none of the signatures. The name is the function's, or <c>lambda</c>; the arguments
    /// are their inferred types, with the block's as last.
    /// </summary>
    public static string DescribeSignatures(
        string name,
        ImmutableArray<Signature> signatures,
        TupleType arguments
    )
    {
        var perSignature = SignatureMismatches.Of(signatures, arguments);
        var label = name == "lambda" ? "block" : $"'{name}'";
        var merged = MismatchSearch.Merge(0, isCount: true, perSignature);
        if (merged.Count == 1)
        {
            return label + merged[0].Format();
        }
        var lines = new List<string>();
        if (signatures.Length == 1)
        {
            lines.Add($"{label} expects ({SignatureMismatches.Print(signatures[0])})");
            lines.AddRange(perSignature[0].Select(mismatch => "  rejected:" + WithoutSignature(mismatch)));
            return string.Join('\n', lines);
        }
        lines.Add($"The function {label} was called with arguments it does not accept. It expects one of:");
        for (var i = 0; i < signatures.Length; i++)
        {
            lines.Add($"  ({SignatureMismatches.Print(signatures[i])})");
            lines.AddRange(perSignature[i].Select(mismatch => "    rejected:" + WithoutSignature(mismatch)));
        }
        return string.Join('\n', lines);
    }

    private static string WithoutSignature(Mismatch mismatch) =>
        (mismatch with { Path = mismatch.Path.Without(0) }).Format();
}

/// <summary>One thing in a value that does not fit its type.</summary>
/// <param name="Way">
/// Keys and indexes that lead to it; whether it is the key itself that does not fit.
/// </param>
/// <param name="Sentence">The way and the problem, as the reference tells them.</param>
public sealed record ValueMismatch(ImmutableArray<(string Key, bool IsKey)> Way, string Sentence);
