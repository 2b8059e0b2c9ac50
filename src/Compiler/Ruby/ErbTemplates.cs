using System.Collections.Concurrent;
using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>The ERB templates of an environment, read once: files by path, texts by themselves.</summary>
internal sealed class ErbTemplates
{
    /// <summary>Texts made while running are not kept without end.</summary>
    private const int MostTexts = 1000;

    private const string InlineName = "(erb)";

    private readonly ConcurrentDictionary<string, RubyTemplate> files = new();
    private readonly ConcurrentDictionary<string, (string Path, RubyTemplate Template)> named = new();
    private readonly ConcurrentDictionary<string, RubyTemplate> texts = new();

    public static string RenderFile(Invocation invocation, string name)
    {
        var (path, template) = Find(invocation, name);
        try
        {
            return Render(invocation, template, path);
        }
        catch (RubyFailure failure)
        {
            var message =
                $"Failed to parse template {name}:\n  Filepath: {failure.Path}\n  Line: {failure.Line}\n  Detail: {failure.Message}\n";
            throw new EvaluationException(
                RubyDiagnostics.Failed(invocation.Site, "a template", message, failure)
            );
        }
    }

    /// <summary>A file once found by its name is not looked for again: an environment is read once.</summary>
    private static (string Path, RubyTemplate Template) Find(Invocation invocation, string name)
    {
        var environment = invocation.Compilation.Environment;
        var templates = environment.ErbTemplates;
        if (templates.named.TryGetValue(name, out var known))
        {
            return known;
        }
        var path =
            environment.FindModuleFile("templates", name)
            ?? throw invocation.Failure($"Could not find template '{name}'");
        var template = templates.files.GetOrAdd(
            path,
            static (path, files) => RubyTemplate.Read(new SourceFile(path, files.ReadText(path) ?? "")),
            environment.Files
        );
        return templates.named[name] = (path, template);
    }

    public static string RenderText(Invocation invocation, string text)
    {
        var cache = invocation.Compilation.Environment.ErbTemplates.texts;
        if (cache.Count >= MostTexts)
        {
            cache.Clear();
        }
        var template = cache.GetOrAdd(
            text,
            static text => RubyTemplate.Read(new SourceFile(InlineName, text))
        );
        try
        {
            return Render(invocation, template, null);
        }
        catch (RubyFailure failure)
        {
            var message = $"Failed to parse inline template: {failure.Message}";
            throw new EvaluationException(
                RubyDiagnostics.Failed(invocation.Site, "a template", message, failure)
            );
        }
    }

    private static string Render(Invocation invocation, RubyTemplate template, string? path)
    {
        using var level = invocation.Compilation.Depth.Enter(invocation.Site);
        var world = invocation.Compilation.Ruby;
        if (template.Mentions("Puppet") || template.Mentions("Facter") || template.Mentions("to_pson"))
        {
            world.Complete();
        }
        var self = world.SelfOf(invocation, path);
        var text = world.Run(invocation, path ?? InlineName, () => template.Render(world.Ruby, self));
        world.KeepChanges();
        return text;
    }
}
