using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary><c>type { title: attributes; … }</c>.</summary>
internal static class Resources
{
    private sealed record Body(Evaluation Title, Attributes Attributes, ResourceBody Syntax);

    public static Evaluation Lower(Lowering lowering, ResourceExpression expression)
    {
        var type = TypeName(lowering, expression);
        var bodies = expression
            .Bodies.Select(body => new Body(
                lowering.Lower(body.Title),
                Attributes.Lower(lowering, body.Operations),
                body
            ))
            .ToArray();
        var form = expression.Form;
        var site = CallSite.At(expression.Anchor, CallSite.ResourceStatement);
        return frame =>
        {
            var name = type(frame);
            if (form == ResourceForm.Exported && frame.Compilation.Request.Exported is null)
            {
                frame.Compilation.Warn(CatalogDiagnostics.NoStoredExports(expression.Anchor));
            }
            return bodies.Length == 1
                ? DeclareOne(frame, site, name, bodies[0], form, expression)
                : DeclareMany(frame, site, name, bodies, form, expression);
        };
    }

    private static Func<Frame, string> TypeName(Lowering lowering, ResourceExpression expression)
    {
        if (expression.Type is NameExpression { Value: var name })
        {
            return frame => Declarations.PlainType(frame.Compilation.Environment, name);
        }
        var type = lowering.Lower(expression.Type);
        var mayName =
            expression.Type is ReferenceExpression or AccessExpression { Left: ReferenceExpression };
        return frame =>
        {
            var value = type(frame);
            if (mayName && CatalogTypes.TypeNameOf(value) is { } found)
            {
                return found;
            }
            var isReference = mayName && value is ResourceReferenceType or ClassReferenceType;
            var actual = isReference ? value.ToString() : ValueLabel.GeneralType(value);
            throw new EvaluationException(
                CatalogDiagnostics.IllegalResourceType(expression.Type.Anchor, actual)
            );
        };
    }

    private static Value DeclareOne(
        Frame frame,
        CallSite site,
        string type,
        Body body,
        ResourceForm form,
        ResourceExpression expression
    )
    {
        var titles = Titles(frame, body, expression, null);
        var parameters = body.Attributes.Evaluate(frame, expression.Anchor);
        if (frame.Exit != Exit.None)
        {
            return UndefValue.Instance;
        }
        titles.RemoveAll(title => title is null);
        return References(Declarations.Declare(frame.Scope, site, type, titles!, parameters, form));
    }

    private static Value DeclareMany(
        Frame frame,
        CallSite site,
        string type,
        Body[] bodies,
        ResourceForm form,
        ResourceExpression expression
    )
    {
        var seen = new HashSet<string>();
        var titles = new List<string?>[bodies.Length];
        var parameters = new ImmutableArray<ResourceParameter>[bodies.Length];
        ImmutableArray<ResourceParameter> defaults = [];
        for (var i = 0; i < bodies.Length; i++)
        {
            titles[i] = Titles(frame, bodies[i], expression, seen);
            parameters[i] = bodies[i].Attributes.Evaluate(frame, expression.Anchor);
            if (titles[i].Contains(null))
            {
                defaults = parameters[i];
            }
        }
        if (frame.Exit != Exit.None)
        {
            return UndefValue.Instance;
        }
        var declared = ImmutableArray.CreateBuilder<DeclaredResource>();
        for (var i = 0; i < bodies.Length; i++)
        {
            titles[i].RemoveAll(title => title is null);
            declared.AddRange(
                Declarations.Declare(
                    frame.Scope,
                    site,
                    type,
                    titles[i]!,
                    Merge(defaults, parameters[i]),
                    form
                )
            );
        }
        return References(declared);
    }

    private static ImmutableArray<ResourceParameter> Merge(
        ImmutableArray<ResourceParameter> defaults,
        ImmutableArray<ResourceParameter> own
    )
    {
        if (defaults.IsEmpty)
        {
            return own;
        }
        var merged = defaults.ToList();
        foreach (var parameter in own)
        {
            var at = merged.FindIndex(existing => existing.Name == parameter.Name);
            if (at < 0)
            {
                merged.Add(parameter);
            }
            else
            {
                merged[at] = parameter;
            }
        }
        return [.. merged];
    }

    /// <summary>The titles of a body; null stands for <c>default</c>.</summary>
    /// <param name="seen">Titles of the bodies before it; null when there are none.</param>
    private static List<string?> Titles(
        Frame frame,
        Body body,
        ResourceExpression expression,
        HashSet<string>? seen
    )
    {
        var anchor = body.Syntax.Title.Anchor;
        var value = body.Title(frame);
        if (seen is null && value is StringValue { Text: { Length: > 0 } only })
        {
            return [only];
        }
        seen ??= [];
        if (value is UndefValue)
        {
            throw new EvaluationException(CatalogDiagnostics.MissingTitle(anchor, null));
        }
        var titles = new List<string?>();
        var index = 0;
        foreach (var title in Flatten(value))
        {
            titles.Add(
                title switch
                {
                    DefaultValue => null,
                    StringValue { Text.Length: > 0 } text => text.Text,
                    StringValue => throw new EvaluationException(
                        CatalogDiagnostics.EmptyTitle(anchor, index)
                    ),
                    UndefValue => throw new EvaluationException(
                        CatalogDiagnostics.MissingTitle(anchor, index)
                    ),
                    _ => throw new EvaluationException(CatalogDiagnostics.IllegalTitle(anchor, index, title)),
                }
            );
            if (!seen.Add(titles[^1] ?? "\0"))
            {
                throw new EvaluationException(
                    CatalogDiagnostics.DuplicateTitle(expression.Anchor, titles[^1] ?? "default")
                );
            }
            index++;
        }
        return titles;
    }

    private static IEnumerable<Value> Flatten(Value value) =>
        value is ArrayValue list ? list.Items.SelectMany(Flatten) : [value];

    private static ArrayValue References(IEnumerable<DeclaredResource> resources) =>
        ArrayValue.Of(resources.Select(resource => CatalogTypes.Of(resource.Reference)));
}
