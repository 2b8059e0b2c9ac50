# Providers of ours, as code of modules meets them: what the machine has is asked for, and what shall be is applied.
module Puppet
  class NativeProvider < Provider
    class << self
      # The provider of ours of that name, or nil.
      def of(type, name)
        name = name.to_sym
        known = table(type)
        return unless known.key?(name)

        known[name] ||= made(type, name)
      end

      def names(type) = table(type).keys

      # The one that the machine's own resources of a type have; nil when none works here.
      def default(type)
        name = HostDoor.native_providers(type.name.to_s, true).first
        name && of(type, name)
      end

      def suitable?(*)
        HostDoor.native_providers(resource_type.name.to_s, true).include?(own_name.to_s)
      end

      # Whom children of it act by.
      def own_name = superclass == NativeProvider ? name : superclass.own_name

      def instances
        HostDoor.instances(resource_type.name.to_s).map { |title, values| new(values.merge(name: title)) }
      end

      private

      def table(type)
        @tables ||= {}
        @tables[type.name] ||= HostDoor.native_providers(type.name.to_s, false).to_h { |name| [name.to_sym, nil] }
      end

      def made(type, name)
        title = "Puppet::Type::#{type.name.to_s.capitalize}::Provider#{name.to_s.capitalize}"
        Class.new(self) do
          @name = name
          @resource_type = type
          define_singleton_method(:to_s) { superclass == NativeProvider ? title : super() }
          singleton_class.alias_method(:inspect, :to_s)
        end
      end
    end

    GONE = [nil, :absent, :purged].freeze
    private_constant :GONE

    def name
      resource ? resource.name : @property_hash[:name]
    end

    # All that is known of it, by the names of properties.
    def properties
      self.class.resource_type.found(name.to_s)
    end

    def get(name)
      properties.fetch(name.to_sym, :absent)
    end

    def exists?
      !GONE.include?(properties[:ensure])
    end

    def query
      known = properties
      known.merge(name: name, ensure: known[:ensure] || :absent)
    end

    def status = get(:ensure)

    def enabled? = get(:enable).to_s.to_sym

    # With all that is wanted of it.
    def create
      manage((resource ? resource.to_hash : {}).merge(ensure: :present))
    end

    alias install create

    def destroy = manage(ensure: :absent)
    alias uninstall destroy
    alias delete destroy

    def purge = manage(ensure: :purged)

    def update = manage(ensure: :latest)

    def start = manage(ensure: :running)

    def stop = manage(ensure: :stopped)

    def restart
      stop
      start
    end

    def enable = manage(enable: true)

    def disable = manage(enable: false)

    def mask = manage(enable: :mask)

    # What a command prints, and what it ended with.
    def run(command, _check = false)
      output = Puppet::Util::Execution.execute(command, failonfail: false, combine: true)
      [output, $?]
    end

    def respond_to_missing?(name, all = false)
      property?(name.to_s.chomp('=')) || super
    end

    def method_missing(name, *arguments)
      plain = name.to_s.chomp('=')
      return super unless property?(plain)

      name.end_with?('=') ? manage(plain.to_sym => arguments.first) : get(plain)
    end

    private

    def property?(name)
      @properties ||= HostDoor.attributes(self.class.resource_type.name.to_s).to_h
      @properties[name]
    end

    def manage(wanted)
      given = resource ? resource.to_hash.slice(*identity) : {}
      all = given.merge(wanted, provider: self.class.own_name).transform_keys(&:to_s)
      problem = HostDoor.manage(self.class.resource_type.name.to_s, name.to_s, all)
      raise Puppet::Error, problem if problem

      nil
    end

    # Parameters tell how a resource is dealt with; the properties of it are wanted one at a time.
    def identity
      HostDoor.attributes(self.class.resource_type.name.to_s).filter_map { |name, state| name.to_sym unless state }
    end
  end

  class NativeType
    class << self
      def provider(name)
        managed.provider(name) || NativeProvider.of(self, name)
      end

      def providers
        managed.providers | NativeProvider.names(self)
      end

      def defaultprovider
        NativeProvider.default(self) || managed.defaultprovider
      end

      def suitableprovider
        providers.map { |name| provider(name) }.select(&:suitable?)
      end

      # What the machine has of one: its state is a symbol, unless it is a version.
      def found(title)
        HostDoor.find(name.to_s, title).to_h do |key, value|
          [key.to_sym, key == 'ensure' && value.match?(/\A[a-z_]+\z/) ? value.to_sym : value]
        end
      end

      def to_s
        "Puppet::Type::#{name.to_s.capitalize}"
      end

      alias inspect to_s
    end

    def provider
      return @provider if @provider

      kind = @values[:provider]
      return @provider = kind if kind.is_a?(Puppet::Provider)

      kind = kind ? self.class.provider(kind) : self.class.defaultprovider
      @provider = kind && kind.new(self)
    end

    def stat
      path = self[:path] || title
      File.lstat(path) if File.exist?(path) || File.symlink?(path)
    end

    def exists?
      !provider || provider.exists?
    end

    # Asks the machine, and does what is wanted where that differs.
    def refresh
      provider.restart if provider.respond_to?(:restart) && self.class.name == :service
    end
  end

  class << NativeTypes
    alias parent_of_ruby parent

    def parent(type, name)
      parent_of_ruby(type, name) || NativeProvider.of(Puppet::Type.type(type), name)
    end
  end
end
