using System.Collections.Frozen;
using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>A body ready to run: the slots it needs, its parameters, its code.</summary>
internal sealed record LoweredBody(
    Layout Layout,
    ImmutableArray<LoweredParameter> Parameters,
    Evaluation Code
)
{
    public static readonly LoweredBody Empty = new(new Layout(), [], static _ => UndefValue.Instance);

    private Signature? signature;
    private FrozenSet<string>? names;

    /// <summary>How few arguments a call may have.</summary>
    public int Least { get; } =
        Parameters.Count(parameter => parameter.Default is null && !parameter.CapturesRest);

    /// <summary>How many arguments a call may have.</summary>
    public int Most { get; } =
        Parameters.Length > 0 && Parameters[^1].CapturesRest ? int.MaxValue : Parameters.Length;

    public bool IsTyped { get; } = Parameters.Any(parameter => parameter.IsTyped);

    private readonly bool isConstant = Parameters.All(parameter => parameter.HasConstantType);

    /// <summary>Whether a parameter has the name.</summary>
    public bool HasParameter(string name) =>
        (names ??= Parameters.Select(parameter => parameter.Name).ToFrozenSet()).Contains(name);

    /// <summary>What calls must look like; made at its first use.</summary>
    public Signature Signature(Scope scope)
    {
        if (signature is not null)
        {
            return signature;
        }
        var made = MakeSignature(scope);
        return isConstant ? signature = made : made;
    }

    /// <summary>Whether <see cref="Prepare"/> has nothing left to find out.</summary>
    public bool IsPrepared { get; private set; }

    /// <summary>
    /// What must be in order about the parameters before an argument is looked at: their types are known,
    /// and none that must be given stands behind one that may be left out.
    /// </summary>
    public void Prepare(Scope scope)
    {
        if (IsPrepared)
        {
            return;
        }
        var mayBeLeftOut = false;
        foreach (var parameter in Parameters)
        {
            // The size of the list is how many there must be of a parameter that takes the rest.
            var isOptional =
                parameter.Type(scope) is ArrayType { Size.From: > 0 } && parameter.CapturesRest
                    ? false
                    : parameter.Default is not null || parameter.CapturesRest;
            if (mayBeLeftOut && !isOptional)
            {
                throw new EvaluationException(
                    CompilerDiagnostics.RequiredAfterOptional(parameter.Span, parameter.Name)
                );
            }
            mayBeLeftOut |= isOptional;
        }
        IsPrepared = isConstant;
    }

    private Signature MakeSignature(Scope scope)
    {
        var (least, most) = ((long)Least, (long?)(Most == int.MaxValue ? null : Most));
        if (Parameters.Length > 0 && Parameters[^1] is { CapturesRest: true } rest)
        {
            // An Array type of a parameter that takes the rest says how many there may be.
            if (rest.Type(scope) is ArrayType { Size: { } size })
            {
                least += size.From ?? 0;
                most = size.To is { } to ? Least + to : null;
            }
        }
        var types = Parameters.Select(parameter => parameter.ElementType(scope));
        return new Signature(
            new CallableType(new TupleType([.. types], new IntegerType(least, most))),
            [.. Parameters.Select(parameter => parameter.Name)]
        );
    }
}
