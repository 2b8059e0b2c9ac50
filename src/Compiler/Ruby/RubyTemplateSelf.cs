using System.Text.RegularExpressions;
using Bunraku.Model;
using Bunraku.Ruby;
using RubyClass = Bunraku.Ruby.RubyModule;

namespace Bunraku.Compiler;

/// <summary>
/// The <c>self</c> of a template: its instance variables are the variables of the scope, taken when they are
/// named.
/// </summary>
internal sealed partial class RubyTemplateSelf(
    RubyClass type,
    RubyWorld world,
    Invocation invocation,
    string? path
) : RubyObject(type)
{
    private const string ScopeName = "@__scope__";
    private const string FileName = "@__file__";

    private RubyObject? scope;

    private RubyObject Scope => scope ??= world.ScopeOf(invocation);

    /// <summary>
    /// What the reference sets before it renders: scope and file, then each variable that is not undef.
    /// </summary>
    public override IEnumerable<string> VariableNames =>
        FileAndScope
            .Concat(
                invocation
                    .Scope.Visible()
                    .Where(variable => variable.Value is not UndefValue)
                    .Select(variable => "@" + NotOfAName().Replace(variable.Key, "_"))
            )
            .Concat(base.VariableNames)
            .Distinct();

    private string[] FileAndScope => path is null ? [ScopeName] : [ScopeName, FileName];

    public override object? Variable(string name)
    {
        if (base.Variable(name) is { } own)
        {
            return own;
        }
        if (name == ScopeName)
        {
            return Scope;
        }
        if (name == FileName)
        {
            return path is null ? null : world.Ruby.String(path);
        }
        var scope = invocation.Scope;
        var variable = name[1..];
        if ((scope.FindHere(variable) ?? scope.FindBeyond(variable)) is not { } value || value is UndefValue)
        {
            return null;
        }
        var found = world.ToRuby(scope, variable, value);
        SetVariable(name, found);
        return found;
    }

    public static void Define(RubyWorld world, RubyClass type)
    {
        type.Define("scope", 0, 0, (_, self, _, _) => ((RubyTemplateSelf)self).Scope);
        type.Define(
            "file",
            0,
            0,
            (ruby, self, _, _) => ((RubyTemplateSelf)self).Path is { } file ? ruby.String(file) : Nil.Value
        );
        type.Define(
            "has_variable?",
            1,
            1,
            (ruby, self, a, _) =>
                RubyTemplateScope.Has(((RubyTemplateSelf)self).Invocation, ruby.TextOf(a[0]))
        );
        type.Define("to_s", 0, 0, (ruby, self, _, _) => ruby.String(((RubyTemplateSelf)self).Label));
        type.Define(
            "classes",
            0,
            0,
            (ruby, self, _, _) =>
                ruby.Array([
                    .. ((RubyTemplateSelf)self).Invocation.Compilation.Catalog.Classes.Select(ruby.String),
                ])
        );
        type.Define(
            "all_tags",
            0,
            0,
            (ruby, self, _, _) =>
                ruby.Array([
                    .. ((RubyTemplateSelf)self).Invocation.Compilation.Catalog.Tags.Select(ruby.String),
                ])
        );
        type.Define(
            "tags",
            0,
            0,
            (ruby, _, _, _) => throw ruby.Fault("NotImplementedError", "Call 'all_tags' instead.")
        );
        foreach (var level in new[] { "debug", "info", "notice", "warning", "err", "alert", "crit", "emerg" })
        {
            type.Define(
                level,
                1,
                1,
                (ruby, self, a, _) =>
                {
                    var template = (RubyTemplateSelf)self;
                    template.Invocation.Compilation.Log(level, ruby.TextOf(a[0]), template.Label);
                    return Nil.Value;
                }
            );
        }
        _ = world;
    }

    private Invocation Invocation => invocation;

    private string? Path => path;

    private string Label => $"template[{path ?? "inline"}]";

    [GeneratedRegex(@"[^\w]")]
    private static partial Regex NotOfAName();
}
