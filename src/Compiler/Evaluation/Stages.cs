using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Puts a class into its run stage: its own, its container's, or <c>main</c>.</summary>
internal static class Stages
{
    public static void Place(DeclaredResource resource, CallSite site)
    {
        var catalog = resource.Scope.Compilation.Catalog;
        var wanted = resource["stage"] ?? resource.Scope.Resource?["stage"];
        var title = wanted is null or UndefValue ? "main" : wanted.ToString();
        var stage =
            catalog.Find(new ResourceReference("Stage", title))
            ?? throw new EvaluationException(
                CatalogDiagnostics.UnknownStage(
                    site,
                    wanted is ArrayValue or HashValue ? RubyText.Inspect(wanted) : title,
                    resource
                )
            );
        if (resource["stage"] is null && title != "main")
        {
            resource.Set(new ResourceParameter("stage", new StringValue(title)) { Source = resource.Source });
        }
        stage.Take(resource);
    }
}
