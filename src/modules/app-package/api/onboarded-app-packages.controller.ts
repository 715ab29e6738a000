import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { DescriptorView } from './descriptor-view.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { PackageContent } from './package-content.js';
import { PackageOperations } from './package-operations.js';

/** Packages as /onboarded_app_packages/{appDId}. */
@Controller()
export class OnboardedAppPackagesController {
  constructor(
    private readonly operations: PackageOperations,
    private readonly content: PackageContent,
    private readonly descriptors: DescriptorView,
  ) {}

  @Operation(DOCUMENT, 'OnboardedapppackagesPOST')
  appPackagesPost({ body }: Request<'OnboardedapppackagesPOST'>): Promise<Reply> {
    return this.operations.create(body);
  }

  @Operation(DOCUMENT, 'OnboardedapppackagesGET')
  appPackagesGet({ query, ifNoneMatch }: Request<'OnboardedapppackagesGET'>): Promise<Reply> {
    return this.operations.list(query, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'OnboardedapppackagesGETAppdid')
  appPackageGet({ path, ifNoneMatch }: Request<'OnboardedapppackagesGETAppdid'>): Promise<Reply> {
    return this.operations.get(path.appDId, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'OnboardedapppackagesPATCHAppdid')
  appPackagePatch({ path, body, ifMatch }: Request<'OnboardedapppackagesPATCHAppdid'>): Promise<Reply> {
    return this.operations.setOperationalState(path.appDId, body.operationalState, ifMatch);
  }

  @Operation(DOCUMENT, 'OnboardedapppackagesDELETEAppdid')
  appPackageDelete({ path, ifMatch }: Request<'OnboardedapppackagesDELETEAppdid'>): Promise<Reply> {
    return this.operations.delete(path.appDId, ifMatch);
  }

  @Operation(DOCUMENT, 'OnboardedapppackagesAppdGETAppdid')
  appDGet({ path, query, mediaType, ifNoneMatch }: Request<'OnboardedapppackagesAppdGETAppdid'>): Promise<Reply> {
    return this.descriptors.get(path.appDId, query, mediaType, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'OnboardedapppackagesPackagecontentGETAppdid')
  packageContentGet({ path, ...wanted }: Request<'OnboardedapppackagesPackagecontentGETAppdid'>): Promise<Reply> {
    return this.content.get(path.appDId, wanted);
  }

  @Operation(DOCUMENT, 'OnboardedapppackagesPackagecontentPUTAppdid')
  packageContentPut({ path, body, contentLength }: Request<'OnboardedapppackagesPackagecontentPUTAppdid'>): Promise<Reply> {
    return this.content.put(path.appDId, body, contentLength);
  }
}
