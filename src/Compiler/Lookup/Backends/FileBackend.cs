using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Data in files, each a hash from keys to values.</summary>
/// <param name="format">The format's name in sentences: <c>yaml</c>.</param>
internal abstract class FileBackend(string functionName, string format)
    : LookupBackend(BackendKind.DataHash, functionName)
{
    protected abstract DataTreeResult Parse(SourceFile file);

    public override Value? Find(BackendRequest request)
    {
        if (request.Place.Path is not { } path)
        {
            throw new EvaluationException(MissingPath(request.Level.Entry));
        }
        var file = request.Lookup.Settings.Files.Read(path, Read);
        if (request.Lookup.Note(file) || file.Failure is not null)
        {
            Complain(file, request);
        }
        if (file.Find(request.Key.Root) is not { } entry)
        {
            return null;
        }
        if (request.Key.Root != LookupKey.Options)
        {
            request.Lookup.Trace.Add(new LookupUse(request.Invocation.UsedBy, request.Key.Root, entry.Place));
        }
        return entry.HasInterpolation
            ? new Interpolation(request.Lookup, request.Invocation)
            {
                PlaceOf = text => entry.PlaceOf(text),
            }.Of(entry.Value)
            : entry.Value;
    }

    private DataFile Read(SourceFile file)
    {
        var result = Parse(file);
        var failure = result.Diagnostics.FirstOrDefault(remark => remark.Severity == Severity.Error);
        if (failure is not null)
        {
            failure = failure with { Reference = Unparsable(file, failure) };
        }
        else if (result.Tree is not (MappingTree or null or ScalarTree { Value: null }))
        {
            failure = LookupDiagnostics.DataFileNotHash(file, result.Tree.Span, format);
        }
        var remarks = result.Diagnostics.RemoveAll(remark => remark.Severity == Severity.Error);
        return new DataFile(file, result.Tree as MappingTree, failure, remarks);
    }

    /// <summary>Throws when the file is of no use, and warns of what is doubtful in it.</summary>
    private void Complain(DataFile file, BackendRequest request)
    {
        var lookup = request.Lookup;
        if (file.Failure is { } failure)
        {
            if (failure.Code != "data-file-not-hash" || lookup.Settings.Strict == Severity.Error)
            {
                throw new EvaluationException(failure);
            }
            lookup.WarnOnce(failure.Reference!.Message);
        }
        else if (file.IsBlank)
        {
            lookup.WarnOnce($"{file.Source.Path}: file does not contain a valid {format} hash");
        }
        if (request.Layer.ModuleName is { } module)
        {
            foreach (
                var _ in file.Keys.Where(key =>
                    key != LookupKey.Options && !key.StartsWith(module + "::", StringComparison.Ordinal)
                )
            )
            {
                lookup.WarnOnce(
                    $"Module '{module}': Value returned from data_hash function '{FunctionName}', when using "
                        + $"location '{file.Source.Path}', must use keys qualified with the name of the module"
                );
            }
        }
    }

    private static ReferenceWording Unparsable(SourceFile file, Diagnostic failure)
    {
        var place = failure.Primary is { Span: var at } ? $" at line {at.Line} column {at.Column}" : "";
        return LookupDiagnostics.Plain($"Unable to parse ({file.Path}): {failure.Message}{place}");
    }

    private Diagnostic MissingPath(HierarchyEntry entry) =>
        LookupDiagnostics.Configuration(
            $"the level `{entry.Name}` names no files",
            entry.Place,
            "add a `path`",
            LookupDiagnostics.Evaluation(
                $"'{FunctionName}' one of 'path', 'paths' 'glob', 'globs' or 'mapped_paths' must be declared in "
                    + "hiera.yaml when using this data_hash function"
            )
        );
}
