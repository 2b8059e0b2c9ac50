using System.Collections.Immutable;
using Bunraku.Oci;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Images;

/// <summary>
/// Finds what <c>from:</c> names, in the store or where it comes from, and brings it into the store.
/// </summary>
public sealed class BaseImages(ImageLayout store, BuildCache cache, BaseSettings settings)
{
    private const string BootstrapPrefix = "debootstrap:";
    private const string LayoutPrefix = "oci:";
    private readonly Dictionary<string, BaseImage> found = [];

    /// <summary>Told what is being fetched or made, which may take long.</summary>
    public Action<string> OnStart { get; init; } = _ => { };

    public async Task<BaseImage> FindAsync(ImageDefinition image, CancellationToken cancellation)
    {
        if (!found.TryGetValue(image.From, out var known))
        {
            known = await FindNewAsync(image, cancellation).ConfigureAwait(false);
            found.Add(image.From, known);
        }
        return known;
    }

    private async Task<BaseImage> FindNewAsync(ImageDefinition image, CancellationToken cancellation)
    {
        if (image.From == "scratch")
        {
            return new BaseImage(image.From, null, [], null);
        }
        if (image.From.StartsWith(BootstrapPrefix, StringComparison.Ordinal))
        {
            return Of(image.From, Bootstrapped(image, cancellation));
        }
        if (
            !ImageTransport.TryParse(
                image.From,
                settings.Registries,
                out var transport,
                out var fault,
                image.FromSpan
            )
        )
        {
            throw new DiagnosticException(fault);
        }
        var isLayout = image.From.StartsWith(LayoutPrefix, StringComparison.Ordinal);
        var name = isLayout ? null : Reference.Parse(image.From);
        if (name is not null && !settings.Refreshes && store.Find(name) is { } present)
        {
            return Of(image.From, store.Read(present));
        }
        if (!isLayout)
        {
            OnStart($"pulling {image.From}");
        }
        var descriptor = await transport
            .ReadAsync(store, Platform.Here, null, cancellation)
            .ConfigureAwait(false);
        if (name is not null)
        {
            store.Tag(name, descriptor);
        }
        return Of(image.From, store.Read(descriptor));
    }

    private Image Bootstrapped(ImageDefinition image, CancellationToken cancellation)
    {
        var suite = image.From[BootstrapPrefix.Length..];
        if (suite.Length == 0 || !suite.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
        {
            throw new DiagnosticException(ImagesDiagnostics.BadSuite(image.FromSpan, suite));
        }
        var name = Bootstrap.NameOf(suite);
        using var held = cache.Lock("bootstrap-" + suite, cancellation);
        if (!settings.Refreshes && store.Find(name) is { } present)
        {
            return store.Read(present);
        }
        OnStart($"making a minimal {suite} from the Debian archive");
        var made = Bootstrap.Make(
            suite,
            image.FromSpan,
            store,
            cache.WorkFolder,
            settings.Latest,
            cancellation
        );
        store.Tag(name, made.Descriptor);
        return made;
    }

    private static BaseImage Of(string name, Image image) =>
        new(
            name,
            image.Digest,
            [
                .. image
                    .Manifest.Layers.Zip(image.Config.RootFs.DiffIds)
                    .Select(pair => new Layer(pair.First, pair.Second)),
            ],
            image.Config
        );
}

/// <param name="Latest">Later times become this one.</param>
/// <param name="Refreshes">Whether a base in the store is looked for again at its source.</param>
public sealed record BaseSettings(UnixTime Latest, bool Refreshes, RegistryClient Registries);
